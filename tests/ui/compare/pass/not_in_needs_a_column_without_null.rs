// law 14: NOT IN over a nullable column would match nothing
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
    let scores = from(Post)
        .filter(Post.score.is_not_null())
        .select(Post.score.assume_not_null());
    let _ = from(Post).filter(Post.score.not_in_query(scores));
}
