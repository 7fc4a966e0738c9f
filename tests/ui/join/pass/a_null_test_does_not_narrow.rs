// law 11: a filter does not change a type; `assume_not_null` says that a value is there
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
    let _: Query<String> = from(User)
        .filter(User.bio.is_not_null())
        .select(User.bio.assume_not_null());
}
