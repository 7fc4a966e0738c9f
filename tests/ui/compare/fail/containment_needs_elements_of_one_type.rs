// law 51: `@>` compares two arrays of one element type
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
struct Album {
    #[column(primary_key, identity)]
    id: i32,
    tags: Vec<String>,
}

fn main() {
    let _ = from(Album).filter(Album.tags.contains_all(vec![1, 2]));
}
