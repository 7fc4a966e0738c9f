// law: all mistakes of a derive are reported at once, and its struct still works
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
struct User {
    #[column(primary_kye)]
    id: i32,
    #[column(uniqe)]
    email: String,
}

fn works() {
    let _ = from(User).filter(User.email.eq("x"));
}

fn main() {}
