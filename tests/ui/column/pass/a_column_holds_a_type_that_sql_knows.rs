// law: a column holds a type that SQL knows
#![allow(dead_code)]
use orm::prelude::*;

#[derive(PgComposite, Debug, Clone)]
struct Address {
    street: String,
}

#[derive(Table)]
struct User {
    address: Address,
}

fn main() {}
