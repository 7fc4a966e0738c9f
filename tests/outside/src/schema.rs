//! The schema, which is also what the API reads and writes.

use orm::prelude::*;
use serde::Deserialize;
use serde::Serialize;

/// Someone who writes posts.
#[derive(Table, Debug, Clone, Serialize)]
#[table(
    name = "users",
    rename_all = "camelCase",
    insert(derive(Deserialize)),
    update(derive(Deserialize))
)]
pub struct User {
    /// The key.
    #[column(primary_key, identity)]
    pub id: i32,
    /// The name.
    pub name: String,
    /// The address.
    #[column(unique, insert(serde(alias = "mail")))]
    pub email: String,
    /// What they say of themselves.
    pub bio: Option<String>,
    /// When they came.
    #[column(default = now())]
    pub created_at: DateTime<Utc>,
}

/// What someone wrote.
#[derive(Table, Debug, Clone, Serialize)]
#[table(name = "posts")]
pub struct Post {
    /// The key.
    #[column(primary_key, identity)]
    pub id: i32,
    /// Who wrote it.
    #[column(references(User.id, on_delete = cascade), index)]
    pub author_id: i32,
    /// Its title.
    pub title: String,
}

/// How much someone wrote.
#[derive(Row, Debug, Serialize, Deserialize, PartialEq)]
pub struct Output {
    /// The name.
    pub name: String,
    /// How many posts.
    pub posts: i64,
}
