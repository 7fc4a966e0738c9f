// law 30: a composite unique key is named whole, in its order
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
#[table(unique(team, name))]
struct Member {
    #[column(primary_key, identity)]
    id: i32,
    team: i32,
    name: String,
}

fn main() {
    let _ = insert(NewMember::builder().team(1).name("Ada"))
        .on_conflict((Member.team, Member.name))
        .do_nothing();
}
