// law 30: a conflict arises on a unique key
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

fn main() {
    let _ = insert(NewUser::builder().name("Ada").email("a"))
        .on_conflict(User.email)
        .do_nothing();
}
