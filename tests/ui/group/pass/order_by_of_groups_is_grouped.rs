// law 17: groups are ordered by keys and aggregates
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
        .order_by((Post.author_id, count(Post.id).desc()))
        .select(Post.author_id);
}
