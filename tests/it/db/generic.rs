//! Functions that are generic over FROM.

use orm::prelude::*;
use orm::scope::from::Has;

use crate::support::Database;

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "users")]
struct User {
    #[column(primary_key)]
    id: i32,
    name: String,
}

/// H6: a page of any query.
#[tokio::test]
async fn a_function_pages_every_query() {
    fn page<From>(query: Select<From>, number: u32) -> Select<From> {
        query.limit(2).offset(u64::from(number) * 2)
    }
    let db = &*Database::with([User::table()]).await;
    insert([1, 2, 3].map(|id| NewUser {
        id,
        name: id.to_string(),
    }))
    .execute(db)
    .await
    .unwrap();
    let last = page(from(User).order_by(User.id), 1)
        .select(User.id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(last, [3]);
}

/// A function takes a condition of its caller.
#[tokio::test]
async fn a_function_takes_any_condition_on_its_table() {
    async fn names<Scope>(db: &Db, condition: Expr<bool, Scope>) -> Vec<String>
    where
        Scope: orm::scope::within::Within<(User,)> + orm::scope::aggregate::RowLevel,
    {
        from(User)
            .filter(condition)
            .order_by(User.id)
            .select(User.name)
            .all(db)
            .await
            .unwrap()
    }
    let db = &*Database::with([User::table()]).await;
    insert([1, 2].map(|id| NewUser {
        id,
        name: id.to_string(),
    }))
    .execute(db)
    .await
    .unwrap();
    assert_eq!(names(db, User.id.gt(1)).await, ["2"]);
    assert_eq!(
        names(db, User.name.eq("1").or(User.id.eq(2))).await,
        ["1", "2"]
    );
}

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "posts")]
struct Post {
    #[column(primary_key)]
    id: i32,
    author_id: i32,
    published: bool,
}

/// H6: a filter and an order that fit every query with posts in it.
fn published<From: Has<Post>>(query: Select<From>) -> Select<From> {
    query.filter(Post.published.eq(true)).order_by(Post.id)
}

#[tokio::test]
async fn a_function_filters_every_query_that_has_the_table() {
    let db = &*Database::with([User::table(), Post::table()]).await;
    insert(NewUser {
        id: 1,
        name: "ada".into(),
    })
    .execute(db)
    .await
    .unwrap();
    let new = |id, published| NewPost {
        id,
        author_id: 1,
        published,
    };
    insert([new(1, true), new(2, false)])
        .execute(db)
        .await
        .unwrap();
    assert_eq!(published(from(Post)).all(db).await.unwrap().len(), 1);
    let both: Vec<(User, Post)> =
        published(from(User).inner_join(Post, Post.author_id.eq(User.id)))
            .all(db)
            .await
            .unwrap();
    assert_eq!(both.len(), 1);
    let left = published(from(User).left_join(Post, Post.author_id.eq(User.id)))
        .select((User.name, Post.id));
    assert_eq!(left.all(db).await.unwrap(), [("ada".into(), Some(1))]);
}
