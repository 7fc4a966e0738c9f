//! Joins: which rows come out, and which are absent.

use orm::prelude::*;

use crate::support::Database;

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "users")]
struct User {
    #[column(primary_key)]
    id: i32,
    name: String,
}

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "posts")]
struct Post {
    #[column(primary_key)]
    id: i32,
    author_id: i32,
    title: Option<String>,
}

#[derive(Table, Debug, Clone, PartialEq)]
#[table(name = "comments")]
struct Comment {
    #[column(primary_key)]
    id: i32,
    post_id: i32,
    note: Option<String>,
}

/// Ada has two posts, one of them without a title; Bob has none; post 30 has no author. Comment 100
/// is on post 10, comment 300 on no post.
async fn library() -> Database {
    let database = Database::with([User::table(), Post::table(), Comment::table()]).await;
    let db = &*database;
    insert([user(1, "ada"), user(2, "bob")].map(|user| NewUser {
        id: user.id,
        name: user.name,
    }))
    .execute(db)
    .await
    .expect("what the test is given");
    insert(
        [
            post(10, 1, Some("x")),
            post(20, 1, None),
            post(30, 9, Some("z")),
        ]
        .map(|p| NewPost {
            id: p.id,
            author_id: p.author_id,
            title: p.title,
        }),
    )
    .execute(db)
    .await
    .expect("what the test is given");
    insert([
        NewComment {
            id: 100,
            post_id: 10,
            note: None,
        },
        NewComment {
            id: 300,
            post_id: 99,
            note: None,
        },
    ])
    .execute(db)
    .await
    .expect("what the test is given");
    database
}

fn user(id: i32, name: &str) -> User {
    User {
        id,
        name: name.into(),
    }
}

fn post(id: i32, author_id: i32, title: Option<&str>) -> Post {
    Post {
        id,
        author_id,
        title: title.map(Into::into),
    }
}

/// I14
#[tokio::test]
async fn an_inner_join_gives_pairs_that_match() {
    let db = &*library().await;
    let rows: Vec<(User, Post)> = from(User)
        .inner_join(Post, Post.author_id.eq(User.id))
        .order_by(Post.id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        rows,
        [
            (user(1, "ada"), post(10, 1, Some("x"))),
            (user(1, "ada"), post(20, 1, None))
        ]
    );
}

/// I5, I14: a row whose key is set is there, though all else of it is NULL.
#[tokio::test]
async fn a_left_join_makes_the_right_row_an_option() {
    let db = &*library().await;
    let rows: Vec<(User, Option<Post>)> = from(User)
        .left_join(Post, Post.author_id.eq(User.id))
        .order_by((User.id, Post.id))
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        rows,
        [
            (user(1, "ada"), Some(post(10, 1, Some("x")))),
            (user(1, "ada"), Some(post(20, 1, None))),
            (user(2, "bob"), None),
        ]
    );
}

#[tokio::test]
async fn a_left_join_makes_columns_and_expressions_options() {
    let db = &*library().await;
    let rows: Vec<(
        String,
        Option<i32>,
        Option<String>,
        Option<String>,
        bool,
        String,
    )> = from(User)
        .left_join(Post, Post.author_id.eq(User.id))
        .order_by((User.id, Post.id))
        .select((
            User.name,
            Post.author_id.add(User.id),
            Post.title,
            upper(Post.title),
            Post.id.is_null(),
            coalesce(Post.title, "none"),
        ))
        .all(db)
        .await
        .unwrap();
    let row = |name: &str, sum, title: Option<&str>, upper: Option<&str>, absent, shown: &str| {
        (
            name.to_owned(),
            sum,
            title.map(str::to_owned),
            upper.map(str::to_owned),
            absent,
            shown.to_owned(),
        )
    };
    assert_eq!(
        rows,
        [
            row("ada", Some(2), Some("x"), Some("X"), false, "x"),
            row("ada", Some(2), None, None, false, "none"),
            row("bob", None, None, None, true, "none"),
        ]
    );
}

#[tokio::test]
async fn a_right_join_makes_the_left_row_an_option() {
    let db = &*library().await;
    let rows: Vec<(Option<User>, Post)> = from(User)
        .right_join(Post, Post.author_id.eq(User.id))
        .filter(Post.id.ge(20))
        .order_by(Post.id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        rows,
        [
            (Some(user(1, "ada")), post(20, 1, None)),
            (None, post(30, 9, Some("z")))
        ]
    );
}

#[tokio::test]
async fn a_full_join_makes_both_rows_options() {
    let db = &*library().await;
    let rows: Vec<(Option<User>, Option<Post>)> = from(User)
        .full_join(Post, Post.author_id.eq(User.id))
        .order_by((User.id, Post.id))
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        rows,
        [
            (Some(user(1, "ada")), Some(post(10, 1, Some("x")))),
            (Some(user(1, "ada")), Some(post(20, 1, None))),
            (Some(user(2, "bob")), None),
            (None, Some(post(30, 9, Some("z")))),
        ]
    );
}

#[tokio::test]
async fn a_cross_join_gives_every_pair() {
    let db = &*library().await;
    let rows = from(User)
        .cross_join(Post)
        .order_by((User.id, Post.id))
        .select((User.id, Post.id))
        .all(db)
        .await
        .unwrap();
    assert_eq!(rows, [(1, 10), (1, 20), (1, 30), (2, 10), (2, 20), (2, 30)]);
}

#[tokio::test]
async fn three_tables_are_joined_one_after_the_other() {
    let db = &*library().await;
    let rows: Vec<(User, Option<Post>, Option<Comment>)> = from(User)
        .left_join(Post, Post.author_id.eq(User.id))
        .left_join(Comment, Comment.post_id.eq(Post.id))
        .order_by((User.id, Post.id))
        .all(db)
        .await
        .unwrap();
    let comment = Comment {
        id: 100,
        post_id: 10,
        note: None,
    };
    assert_eq!(
        rows,
        [
            (user(1, "ada"), Some(post(10, 1, Some("x"))), Some(comment)),
            (user(1, "ada"), Some(post(20, 1, None)), None),
            (user(2, "bob"), None, None),
        ]
    );
}

/// A right join after a left join makes all before it optional.
#[tokio::test]
async fn a_right_join_after_a_left_join_makes_both_before_it_options() {
    let db = &*library().await;
    let rows: Vec<(Option<i32>, Option<i32>, i32)> = from(User)
        .left_join(Post, Post.author_id.eq(User.id))
        .right_join(Comment, Comment.post_id.eq(Post.id))
        .order_by(Comment.id)
        .select((User.id, Post.id, Comment.id))
        .all(db)
        .await
        .unwrap();
    assert_eq!(rows, [(Some(1), Some(10), 100), (None, None, 300)]);
}

/// An inner join after a left join drops the rows that the left join kept; the type stays an option.
#[tokio::test]
async fn an_inner_join_after_a_left_join_keeps_the_option() {
    let db = &*library().await;
    let rows: Vec<(i32, Option<Post>, Comment)> = from(User)
        .left_join(Post, Post.author_id.eq(User.id))
        .inner_join(Comment, Comment.post_id.eq(Post.id))
        .select((User.id, Post, Comment))
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        rows,
        [(
            1,
            Some(post(10, 1, Some("x"))),
            Comment {
                id: 100,
                post_id: 10,
                note: None
            }
        )]
    );
}
