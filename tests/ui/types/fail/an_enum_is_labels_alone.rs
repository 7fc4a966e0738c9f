// law: an enum of the database is labels alone
#![allow(dead_code)]
use orm::prelude::*;

#[derive(PgEnum, Debug)]
enum Shape {
    Square,
    Circle(f64),
}

#[derive(PgEnum, Debug)]
enum Nothing {}

fn main() {}
