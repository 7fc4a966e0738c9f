// law 55: an average of integers is numeric
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
    let _: Query<Option<f64>> = from(Post).select(avg(Post.author_id));
}
