// law 38: a name has at most 63 bytes, since PostgreSQL cuts longer ones off
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
#[table(name = "a_table_whose_name_goes_on_and_on_until_it_is_longer_than_63_bytes")]
struct User {
    name: String,
}

fn main() {}
