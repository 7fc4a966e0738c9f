// law 27: an update says what it sets
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

async fn nothing(db: &Db) -> Result<u64, orm::Error> {
    update(User)
        .set(User.name.set("x"))
        .all_rows()
        .execute(db)
        .await
}

fn main() {}
