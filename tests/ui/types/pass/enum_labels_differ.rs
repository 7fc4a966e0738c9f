// law: the labels of an enum differ
#![allow(dead_code)]
use orm::prelude::*;

#[derive(PgEnum, Debug, Clone, Copy)]
enum Mood {
    Happy,
    Glad,
}

fn main() {}
