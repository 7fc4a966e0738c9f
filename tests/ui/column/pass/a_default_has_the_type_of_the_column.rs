// law 52: a default has the type of its column
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i32,
    #[column(default = true)]
    active: bool,
}

fn main() {}
