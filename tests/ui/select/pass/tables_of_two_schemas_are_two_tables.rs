// law: tables of one name in two schemas are two tables
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

fn main() {
    let _ = (
        from(Customer).select(Customer.id),
        from(Member).select(Member.id),
    );
}
