// law 10: a CASE without ELSE is NULL where no condition holds
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
    let _: Query<i32> = from(Post).select(case_when(Post.score.gt(3), 1).end());
}
