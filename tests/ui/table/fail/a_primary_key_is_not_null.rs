// law 39: a primary key is never NULL
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: Option<i32>,
}

fn main() {}
