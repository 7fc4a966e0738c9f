// law 10: an operator is NULL where one of its sides is
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
    let _: Query<Option<i64>> = from(Post).select(Post.score.add(1));
    let _: Query<i64> = from(Post).select(coalesce(Post.score.add(1), 0));
}
