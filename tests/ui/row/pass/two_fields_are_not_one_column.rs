// law 47: two fields of a row struct are two columns
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Row)]
struct Stats {
    posts: i64,
    #[row(name = "posts_again")]
    again: i64,
}

fn main() {}
