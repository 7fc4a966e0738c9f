// law 26: a delete says which rows it means
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

async fn clear(db: &Db) -> Result<u64, orm::Error> {
    delete(User).execute(db).await
}

fn main() {}
