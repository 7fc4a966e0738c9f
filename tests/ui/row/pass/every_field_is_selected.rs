// law: every field of a row struct is selected
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

#[derive(Row)]
struct Stats {
    author_id: i32,
    posts: i64,
}

fn main() {
    let _ = from(Post)
        .group_by(Post.author_id)
        .select_as::<Stats>((Post.author_id, count(Post.id)));
}
