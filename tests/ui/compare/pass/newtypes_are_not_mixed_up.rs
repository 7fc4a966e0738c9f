// law: ids of two tables are two types
#![allow(dead_code)]
use orm::prelude::*;

#[derive(SqlType, Debug, Clone)]
struct UserId(i32);

#[derive(SqlType, Debug, Clone)]
struct PostId(i32);

#[derive(Table)]
struct Post {
    #[column(primary_key)]
    id: PostId,
    author_id: UserId,
}

fn main() {
    let _ = from(Post).filter(Post.author_id.eq(UserId(1)));
}
