// law 51: a step into JSON needs JSON
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

fn main() {
    let _ = from(User)
        .select(sql!(orm::types::serde_json::Value, "{User.name}::jsonb").get_text("city"));
}
