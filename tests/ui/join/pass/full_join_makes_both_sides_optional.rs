// law 9: a full join makes the columns of both sides optional
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
struct User {
    #[column(primary_key, identity)]
    id: i32,
    name: String,
    #[column(unique)]
    email: String,
    bio: Option<String>,
}

#[derive(Table)]
struct Post {
    #[column(primary_key, identity)]
    id: i32,
    author_id: i32,
    title: String,
    score: Option<i64>,
}

fn main() {
    let query = from(User)
        .full_join(Post, Post.author_id.eq(User.id))
        .select((User.name, Post.title));
    let _: Query<(Option<String>, Option<String>)> = query;
}
