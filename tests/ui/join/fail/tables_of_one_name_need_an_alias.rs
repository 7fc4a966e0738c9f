// law: two tables of one name in a query need an alias, since SQL knows them by their names
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
#[table(name = "users", schema = "shop")]
struct Customer {
    #[column(primary_key, identity)]
    id: i32,
}

#[derive(Table)]
#[table(name = "users", schema = "forum")]
struct Member {
    #[column(primary_key, identity)]
    id: i32,
}

alias!(Poster = Member);

fn main() {
    let _ = from(Customer).inner_join(Member, Member.id.eq(Customer.id));
}
