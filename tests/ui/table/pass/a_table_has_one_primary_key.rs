// law 39: a table has one primary key
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
#[table(primary_key(user_id, team_id))]
struct Membership {
    user_id: i32,
    team_id: i32,
}

fn main() {}
