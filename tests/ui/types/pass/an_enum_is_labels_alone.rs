// law: an enum of the database is labels alone
#![allow(dead_code)]
use orm::prelude::*;

#[derive(PgEnum, Debug)]
#[pg_enum(rename_all = "snake_case")]
enum Shape {
    Square,
    Circle,
}

fn main() {}
