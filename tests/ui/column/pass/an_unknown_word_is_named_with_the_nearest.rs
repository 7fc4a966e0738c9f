// law: an unknown word of an attribute is named, with the nearest right one
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i32,
}

fn main() {}
