// law 18: WHERE takes no aggregate; HAVING does
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
    let _ = from(Post)
        .group_by(Post.author_id)
        .having(count(Post.id).gt(3))
        .select(Post.author_id);
}
