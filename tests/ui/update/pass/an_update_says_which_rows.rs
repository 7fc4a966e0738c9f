// law 26: an update says which rows it means
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
struct User {
    #[column(primary_key, identity)]
    id: i32,
    name: String,
    #[column(unique)]
    email: String,
    bio: Option<String>,
}

async fn run(statement: impl orm::query::Complete + Send) {
    let _ = statement.into_sql();
}

fn main() {
    let _ = run(update(User).set(User.name.set("x")).filter(User.id.eq(1)));
    let _ = run(update(User).set(User.name.set("x")).all_rows());
}
