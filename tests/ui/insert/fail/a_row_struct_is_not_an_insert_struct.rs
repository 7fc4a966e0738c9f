// law: what is inserted is the insert struct
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
    let ada = User { id: 1, name: "Ada".into(), email: "a".into(), bio: None };
    let _ = insert(ada);
}
