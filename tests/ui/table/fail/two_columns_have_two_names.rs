// law 37: two columns have two names
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
struct User {
    name: String,
    #[column(name = "name")]
    full_name: String,
}

fn main() {}
