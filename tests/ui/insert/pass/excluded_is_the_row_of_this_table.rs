// law 32: the proposed row exists in DO UPDATE alone, and has the columns of this table
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
    let _ = insert(NewUser::builder().name("Ada").email("a"))
        .on_conflict(User.email)
        .do_update(|new| User.name.set(new.name));
}
