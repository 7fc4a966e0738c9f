// law: a newtype derives Debug
#![allow(dead_code)]
use orm::prelude::*;

#[derive(SqlType)]
struct UserId(i64);

fn main() {}
