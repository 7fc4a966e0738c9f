// law 31: a conflict on a partial unique index carries its predicate; a foreign key cannot point at one
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
#[table(index(email, unique, filter = "deleted is null"))]
struct Account {
    email: String,
    deleted: Option<bool>,
}

fn main() {
    let _ = insert(NewAccount::builder().email("a"))
        .on_conflict(Account.email)
        .do_nothing();
}
