// law 53: one table twice in a query needs two names
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

alias!(Friend = User);

fn main() {
    let _ = from(User).inner_join(User, User.id.eq(User.id));
}
