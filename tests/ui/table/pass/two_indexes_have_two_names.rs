// law 37: two indexes have two names
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
#[table(index(name, name = "by_name"), index(email, name = "by_email"))]
struct User {
    name: String,
    email: String,
}

fn main() {}
