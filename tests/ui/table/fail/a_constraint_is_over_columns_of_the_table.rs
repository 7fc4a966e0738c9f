// law: a constraint is over columns of its table
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
#[table(unique(tenant, name))]
struct User {
    name: String,
}

fn main() {}
