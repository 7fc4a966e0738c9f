// law 19: aggregates are not nested
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
    let _ = from(Post).select(count(Post.id));
}
