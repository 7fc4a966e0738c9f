// law 16: a column that is selected from groups is a key, or follows from one
#![allow(dead_code)]
use orm::prelude::*;

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
        .select((Post.author_id, max(Post.title)));
    let _ = from(Post).group_by(Post.id).select((Post.id, Post.title));
    let _ = from(Post).group_by(Post).select((Post, count(Post.id)));
}
