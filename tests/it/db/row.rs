//! Selections read as a struct.

use orm::prelude::*;

use crate::support::Database;

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "users")]
struct User {
    #[column(primary_key)]
    id: i32,
    name: String,
    bio: Option<String>,
}

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "posts")]
struct Post {
    #[column(primary_key)]
    id: i32,
    author_id: i32,
}

async fn two() -> Database {
    let database = Database::with([User::table(), Post::table()]).await;
    let new = |id, name: &str| NewUser {
        id,
        name: name.into(),
        bio: None,
    };
    insert([new(1, "ada"), new(2, "bob")])
        .execute(&*database)
        .await
        .expect("what the test is given");
    insert([
        NewPost {
            id: 10,
            author_id: 1,
        },
        NewPost {
            id: 20,
            author_id: 1,
        },
    ])
    .execute(&*database)
    .await
    .expect("what the test is given");
    database
}

#[derive(Row, Debug, PartialEq)]
struct Card {
    label: String,
    bio: Option<String>,
    post: Option<i32>,
}

/// I2
#[tokio::test]
async fn values_fill_the_fields_in_order() {
    let db = &*two().await;
    let cards: Vec<Card> = from(User)
        .left_join(Post, Post.author_id.eq(User.id))
        .order_by((User.id, Post.id))
        .select_as::<Card>((upper(User.name), User.bio, Post.id))
        .all(db)
        .await
        .unwrap();
    let card = |label: &str, post| Card {
        label: label.into(),
        bio: None,
        post,
    };
    assert_eq!(
        cards,
        [
            card("ADA", Some(10)),
            card("ADA", Some(20)),
            card("BOB", None)
        ]
    );
}

/// I2: a nested shape.
#[tokio::test]
async fn a_field_may_be_a_whole_row() {
    #[derive(Row, Debug, PartialEq)]
    struct Authored {
        author: User,
        post: Option<Post>,
        loud: String,
    }
    let db = &*two().await;
    let row = from(User)
        .left_join(Post, Post.author_id.eq(User.id))
        .filter(User.id.eq(2))
        .select_as::<Authored>((User, Post, upper(User.name)))
        .one(db)
        .await
        .unwrap();
    assert_eq!(
        row,
        Authored {
            author: User {
                id: 2,
                name: "bob".into(),
                bio: None
            },
            post: None,
            loud: "BOB".into()
        }
    );
}

#[tokio::test]
async fn aggregates_fill_a_struct() {
    #[derive(Row, Debug, PartialEq)]
    struct Stats {
        posts: i64,
        last: Option<i32>,
    }
    let db = &*two().await;
    let all = from(Post)
        .select_as::<Stats>((count_all(), max(Post.id)))
        .one(db)
        .await
        .unwrap();
    assert_eq!(
        all,
        Stats {
            posts: 2,
            last: Some(20)
        }
    );
    let none = from(Post)
        .filter(Post.id.gt(99))
        .select_as::<Stats>((count_all(), max(Post.id)))
        .one(db)
        .await
        .unwrap();
    assert_eq!(
        none,
        Stats {
            posts: 0,
            last: None
        }
    );
}
