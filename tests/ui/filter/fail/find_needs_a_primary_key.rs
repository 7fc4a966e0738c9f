// law 40: only a table with a primary key has rows by key
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
struct Log {
    line: String,
}

fn main() {
    let _ = Log.find(1);
}
