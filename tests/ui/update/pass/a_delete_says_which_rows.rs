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
    delete(User).filter(User.id.eq(1)).execute(db).await?;
    delete(User).all_rows().execute(db).await
}

fn main() {}
