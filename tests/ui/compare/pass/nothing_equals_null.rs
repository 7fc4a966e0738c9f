// law 12: nothing equals NULL; a null test says what is meant
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
    let _ = from(User).filter(User.bio.is_null());
    let _ = from(User).filter(User.bio.is_not_distinct_from(None));
}
