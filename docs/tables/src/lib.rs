//! The tables that the doc examples use, and the prelude with them: `use orm_doc::*;`.

pub use orm;
pub use orm::prelude::*;

/// Someone who writes posts.
#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "users")]
pub struct User {
    /// The key.
    #[column(primary_key, identity)]
    pub id: i32,
    /// The name.
    pub name: String,
    /// The address.
    #[column(unique)]
    pub email: String,
    /// What they say of themselves.
    pub bio: Option<String>,
    /// When they came.
    #[column(default = now())]
    pub created_at: DateTime<Utc>,
}

/// What someone wrote.
#[derive(Table, Debug, Clone, PartialEq)]
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
    /// How good it is.
    pub score: Option<i64>,
    /// What it is about.
    pub tags: Vec<String>,
}

/// How much someone wrote.
#[derive(Row, Debug, Clone, PartialEq)]
pub struct Stats {
    /// Who.
    pub author_id: i32,
    /// How many posts.
    pub posts: i64,
}

alias! {
    /// Another user.
    pub Friend = User
}
