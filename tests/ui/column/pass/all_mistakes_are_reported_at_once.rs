// law: all mistakes of a derive are reported at once, and its struct still works
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
struct User {
    #[column(primary_key)]
    id: i32,
    #[column(unique)]
    email: String,
}

fn works() {
    let _ = from(User).filter(User.email.eq("x"));
}

fn main() {}
