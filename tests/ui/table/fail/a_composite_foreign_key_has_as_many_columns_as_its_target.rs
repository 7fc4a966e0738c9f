// law 35: a composite foreign key has as many columns as what it points at
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
#[table(primary_key(tenant, id))]
struct User {
    tenant: i32,
    id: i32,
}

#[derive(Table)]
#[table(foreign_key(columns(tenant, author_id), references(User.id)))]
struct Post {
    #[column(primary_key, identity)]
    id: i32,
    tenant: i32,
    author_id: i32,
}

fn main() {}
