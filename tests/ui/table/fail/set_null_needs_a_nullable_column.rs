// law 36: ON DELETE SET NULL needs a column that may be NULL
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

#[derive(Table)]
struct Post {
    #[column(primary_key, identity)]
    id: i32,
    #[column(references(User.id, on_delete = set_null))]
    author_id: i32,
}

fn main() {}
