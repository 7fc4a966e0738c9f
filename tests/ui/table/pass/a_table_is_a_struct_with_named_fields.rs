// law: a table is a struct with named fields
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
struct User {
    id: i32,
    name: String,
}

fn main() {}
