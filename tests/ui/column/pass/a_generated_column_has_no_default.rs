// law: a generated column has no default
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
struct Item {
    price: i64,
    #[column(generated = "price * 2")]
    double: i64,
}

fn main() {}
