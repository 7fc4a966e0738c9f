// law: a newtype holds a type that a column can have
#![allow(dead_code)]
use orm::prelude::*;

#[derive(SqlType, Debug)]
struct Port(i32);

fn main() {}
