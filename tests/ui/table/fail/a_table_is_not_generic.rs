// law: a table is not generic
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
struct User<T> {
    id: T,
}

fn main() {}
