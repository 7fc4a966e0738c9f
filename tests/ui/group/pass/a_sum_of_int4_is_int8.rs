// law 55: a sum is wider than its integers, and NULL over no rows
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
    let _: Query<Option<i64>> = from(Post).select(sum(Post.author_id));
}
