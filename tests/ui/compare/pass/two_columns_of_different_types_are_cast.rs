// law 2: columns of two types are compared after a cast
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
    let _ = from(User).filter(User.id.cast::<String>().eq(User.name));
}
