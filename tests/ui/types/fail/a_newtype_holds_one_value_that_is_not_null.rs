// law: a newtype holds one value, which is not NULL
#![allow(dead_code)]
use orm::prelude::*;

#[derive(SqlType, Debug)]
struct Name(Option<String>);

#[derive(SqlType, Debug)]
struct Pair(i32, i32);

fn main() {}
