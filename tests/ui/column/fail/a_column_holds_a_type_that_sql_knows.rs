// law: a column holds a type that SQL knows
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Debug, Clone)]
struct Address;

#[derive(Table)]
struct User {
    address: Address,
}

fn main() {}
