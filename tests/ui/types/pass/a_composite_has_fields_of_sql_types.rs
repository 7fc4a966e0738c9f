// law: the fields of a composite type have names and SQL types
#![allow(dead_code)]
use orm::prelude::*;

#[derive(PgComposite, Debug)]
struct Address {
    street: String,
    number: Option<i32>,
}

fn main() {}
