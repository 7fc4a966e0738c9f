// law 23: a required column takes a value, never None
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
    let _ = insert(
        NewUser::builder()
            .name("Ada")
            .email("ada@example.com")
            .bio(None),
    );
}
