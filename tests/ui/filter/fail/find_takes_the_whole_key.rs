// law 40: a composite key is found by all its columns
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
#[table(primary_key(user_id, team_id))]
struct Membership {
    user_id: i32,
    team_id: i32,
}

fn main() {
    let _ = Membership.find(1);
}
