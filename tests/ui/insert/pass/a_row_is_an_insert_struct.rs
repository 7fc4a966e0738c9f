// law: what is inserted is the insert struct, its builder, or several of them
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
        email: "ada@example.com".into(),
        bio: None,
    });
}
