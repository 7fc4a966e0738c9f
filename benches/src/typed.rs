//! `orm`, as its users write it.

use orm::prelude::*;

use crate::Result;
use crate::operation::Operation;

/// A user.
#[derive(Table, Debug)]
#[table(name = "users")]
pub struct User {
    #[column(primary_key)]
    pub id: i32,
    pub name: String,
    pub score: i64,
}

/// A post.
#[derive(Table, Debug)]
#[table(name = "posts")]
pub struct Post {
    #[column(primary_key)]
    pub id: i32,
    pub author_id: i32,
    pub title: String,
}

/// An event.
#[derive(Table, Debug)]
#[table(name = "events")]
pub struct Event {
    #[column(primary_key, identity)]
    pub id: i32,
    pub name: String,
    pub kind: String,
    pub amount: i64,
    pub at: DateTime<Utc>,
}

/// The pool.
pub struct Typed {
    db: Db,
}

/// So many events.
pub fn events(count: usize) -> Vec<NewEvent> {
    let at = Utc::now();
    (0..count)
        .map(|number| NewEvent {
            name: format!("event {number}"),
            kind: "click".to_owned(),
            amount: number as i64,
            at,
        })
        .collect()
}

impl Typed {
    pub async fn connect(url: &str) -> Result<Self> {
        Ok(Self {
            db: Db::connect(url).await?,
        })
    }

    pub async fn once(&self, operation: Operation, id: i32) -> Result<usize> {
        let db = &self.db;
        Ok(match operation {
            Operation::Point => User.find(id).one(db).await?.name.len(),
            Operation::Rows => from(User).all(db).await?.len(),
            Operation::Join => from(User)
                .inner_join(Post, Post.author_id.eq(User.id))
                .filter(User.score.gt(0))
                .order_by(Post.id)
                .select((User.id, User.name, Post.title))
                .all(db)
                .await?
                .len(),
            Operation::Insert(count) => usize::try_from(insert(events(count)).execute(db).await?)?,
        })
    }
}
