// law: a table is not generic
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
struct User {
    id: i32,
}

fn main() {}
