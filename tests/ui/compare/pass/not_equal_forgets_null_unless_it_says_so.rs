// law 13: `ne` leaves NULL out, and is NULL itself; `ne_or_null` keeps it, and is never NULL
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
    let _: Query<bool> = from(User).select(User.bio.ne_or_null("x"));
}
