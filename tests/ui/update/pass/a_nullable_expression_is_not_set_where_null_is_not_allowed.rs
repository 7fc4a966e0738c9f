// law 28: a NOT NULL column is not set to an expression that may be NULL
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
    let _ = update(User).set(User.name.set(coalesce(User.bio, "nobody")));
}
