// law 17: groups are filtered by keys and aggregates
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
        .having(max(Post.title).eq("x"))
        .select(Post.author_id);
}
