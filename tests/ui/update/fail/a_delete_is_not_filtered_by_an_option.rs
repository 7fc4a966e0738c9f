// law 26: a filter that may be absent could delete every row
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
    let name: Option<&str> = None;
    let _ = delete(User).filter(name.map(|name| User.name.eq(name)));
}
