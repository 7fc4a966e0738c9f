// law: rows of two tables are two inserts
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
    author_id: i32,
    title: String,
    score: Option<i64>,
}

fn main() {
    let user = NewUser {
        name: "Ada".into(),
        email: "a".into(),
        bio: None,
    };
    let post = NewPost {
        author_id: 1,
        title: "x".into(),
        score: None,
    };
    let _ = (insert(vec![user]), insert(vec![post]));
}
