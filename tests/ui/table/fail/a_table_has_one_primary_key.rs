// law 39: a table has one primary key
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
struct Membership {
    #[column(primary_key)]
    user_id: i32,
    #[column(primary_key)]
    team_id: i32,
}

fn main() {}
