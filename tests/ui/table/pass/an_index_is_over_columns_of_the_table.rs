// law: an index is over columns of its table
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
#[table(index(name))]
struct User {
    name: String,
}

fn main() {}
