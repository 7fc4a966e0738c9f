// law: a word of an attribute stands once
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
struct User {
    #[column(unique)]
    email: String,
}

fn main() {}
