// law: a newtype derives Debug
#![allow(dead_code)]
use orm::prelude::*;

#[derive(SqlType, Debug)]
struct UserId(i64);

fn main() {}
