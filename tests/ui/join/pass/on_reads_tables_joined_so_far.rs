// law 7: ON reads tables that are joined so far
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
struct User {
    #[column(primary_key, identity)]
    id: i32,
}

#[derive(Table)]
struct Post {
    #[column(primary_key, identity)]
    id: i32,
    author_id: i32,
}

#[derive(Table)]
struct Comment {
    #[column(primary_key, identity)]
    id: i32,
    post_id: i32,
}

fn main() {
    let _ = from(User)
        .inner_join(Post, Post.author_id.eq(User.id))
        .inner_join(Comment, Comment.post_id.eq(Post.id));
}
