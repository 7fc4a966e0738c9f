// law: a table is a struct with named fields
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
struct User(i32, String);

fn main() {}
