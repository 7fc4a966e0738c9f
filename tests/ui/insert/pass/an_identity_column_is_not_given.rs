// law 24: a column that the server always makes is not on the insert struct
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
struct User {
    #[column(primary_key, identity)]
    id: i32,
    name: String,
    #[column(unique)]
    email: String,
    bio: Option<String>,
}

fn main() {
    let _ = insert(NewUser {
        name: "Ada".into(),
        email: "a".into(),
        bio: None,
    });
}
