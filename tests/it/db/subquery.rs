//! Subqueries.

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
    editor_id: Option<i32>,
}

/// Ada wrote 10 and 20, of which Bob edits 20; Cy wrote 30.
async fn library() -> Database {
    let database = Database::with([User::table(), Post::table()]).await;
    insert(
        [(1, "ada"), (2, "bob"), (3, "cy")].map(|(id, name)| NewUser {
            id,
            name: name.into(),
        }),
    )
    .execute(&*database)
    .await
    .expect("what the test is given");
    let post = |id, author_id, editor_id| NewPost {
        id,
        author_id,
        editor_id,
    };
    insert([post(10, 1, None), post(20, 1, Some(2)), post(30, 3, None)])
        .execute(&*database)
        .await
        .expect("what the test is given");
    database
}

/// J12
#[tokio::test]
async fn exists_looks_for_rows_of_the_row_around_it() {
    let db = &*library().await;
    let written = || from(Post).outer(User).filter(Post.author_id.eq(User.id));
    let names = |query: Select<_>| query.order_by(User.id).select(User.name).all(db);
    assert_eq!(
        names(from(User).filter(exists(written()))).await.unwrap(),
        ["ada", "cy"]
    );
    assert_eq!(
        names(from(User).filter(not_exists(written())))
            .await
            .unwrap(),
        ["bob"]
    );
    assert_eq!(
        names(from(User).filter(not(exists(written()))))
            .await
            .unwrap(),
        ["bob"]
    );
    assert_eq!(
        names(from(User).filter(exists(written().filter(Post.id.gt(20)))))
            .await
            .unwrap(),
        ["cy"]
    );
    assert_eq!(
        names(from(User).filter(exists(from(Post)))).await.unwrap(),
        ["ada", "bob", "cy"]
    );
    assert_eq!(
        names(from(User).filter(exists(from(Post).filter(Post.id.gt(99)))))
            .await
            .unwrap(),
        Vec::<String>::new()
    );
}

/// J9, J10
#[tokio::test]
async fn membership_in_a_query() {
    let db = &*library().await;
    let names = |query: Select<_>| query.order_by(User.id).select(User.name).all(db);
    let authors = || from(Post).select(Post.author_id);
    assert_eq!(
        names(from(User).filter(User.id.in_query(authors())))
            .await
            .unwrap(),
        ["ada", "cy"]
    );
    assert_eq!(
        names(from(User).filter(User.id.not_in_query(authors())))
            .await
            .unwrap(),
        ["bob"]
    );
    let editors = || {
        from(Post)
            .filter(Post.editor_id.is_not_null())
            .select(Post.editor_id.assume_not_null())
    };
    assert_eq!(
        names(from(User).filter(User.id.not_in_query(editors())))
            .await
            .unwrap(),
        ["ada", "cy"]
    );
}

/// A nullable column is not in, and not out of, a query.
#[tokio::test]
async fn a_null_is_neither_in_nor_out_of_a_query() {
    let db = &*library().await;
    let users = || from(User).select(User.id);
    let ids = |query: Select<_>| query.order_by(Post.id).select(Post.id).all(db);
    assert_eq!(
        ids(from(Post).filter(Post.editor_id.in_query(users())))
            .await
            .unwrap(),
        [20]
    );
    assert_eq!(
        ids(from(Post).filter(Post.editor_id.not_in_query(users())))
            .await
            .unwrap(),
        Vec::<i32>::new()
    );
}

/// I18, I24
#[tokio::test]
async fn a_scalar_subquery_is_null_without_a_row() {
    let db = &*library().await;
    let posts = || from(Post).outer(User).filter(Post.author_id.eq(User.id));
    let rows: Vec<(String, Option<i64>, Option<i32>, i32)> = from(User)
        .order_by(User.id)
        .select((
            User.name,
            scalar(posts().select(count_all())),
            scalar(posts().order_by(Post.id.desc()).limit(1).select(Post.id)),
            coalesce(
                scalar(posts().order_by(Post.id).limit(1).select(Post.id)),
                0,
            ),
        ))
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        rows,
        [
            ("ada".into(), Some(2), Some(20), 10),
            ("bob".into(), Some(0), None, 0),
            ("cy".into(), Some(1), Some(30), 30)
        ]
    );
}

/// J1
#[tokio::test]
async fn a_scalar_subquery_is_compared_and_sorted_by() {
    let db = &*library().await;
    let written = || {
        scalar(
            from(Post)
                .outer(User)
                .filter(Post.author_id.eq(User.id))
                .select(count_all()),
        )
    };
    let names = from(User)
        .filter(written().gt(0))
        .order_by(written().desc())
        .select(User.name)
        .all(db)
        .await
        .unwrap();
    assert_eq!(names, ["ada", "cy"]);
}

#[tokio::test]
async fn a_scalar_subquery_of_several_rows_is_refused_by_the_server() {
    let db = &*library().await;
    let error = from(User)
        .select(scalar(from(Post).select(Post.id)))
        .all(db)
        .await
        .unwrap_err();
    assert_eq!(error.sql_state(), Some("21000"));
}

/// The query around a subquery may be a join, and the subquery too.
#[tokio::test]
async fn a_subquery_joins_and_reaches_out() {
    let db = &*library().await;
    alias!(Editor = User);
    let edited_by_other = from(Post)
        .inner_join(Editor, Editor.id.eq(Post.editor_id))
        .outer(User)
        .filter(Post.author_id.eq(User.id).and(Editor.name.ne(User.name)));
    let names = from(User)
        .filter(exists(edited_by_other))
        .select(User.name)
        .all(db)
        .await
        .unwrap();
    assert_eq!(names, ["ada"]);
}

/// A subquery inside a subquery reaches the outermost source.
#[tokio::test]
async fn a_need_is_carried_through_two_levels() {
    let db = &*library().await;
    alias!(Other = User);
    let same = from(Other)
        .outer(Post)
        .outer(User)
        .filter(Post.editor_id.eq(Other.id))
        .filter(Other.id.gt(User.id));
    let query = from(User)
        .filter(exists(
            from(Post)
                .outer(User)
                .filter(Post.author_id.eq(User.id))
                .filter(exists(same)),
        ))
        .select(User.name);
    assert_eq!(query.all(db).await.unwrap(), ["ada"]);
}

/// A subquery on the table of the query around it, by an alias.
#[tokio::test]
async fn a_table_is_compared_with_itself() {
    let db = &*library().await;
    alias!(Later = Post);
    let latest = not_exists(
        from(Later)
            .outer(Post)
            .filter(Later.author_id.eq(Post.author_id).and(Later.id.gt(Post.id))),
    );
    assert_eq!(
        from(Post)
            .filter(latest)
            .order_by(Post.id)
            .select(Post.id)
            .all(db)
            .await
            .unwrap(),
        [20, 30]
    );
}

/// Among values of which one is NULL, one that is not found may be that: the answer is NULL.
#[tokio::test]
async fn membership_among_nulls_may_be_null() {
    let db = &*library().await;
    let editors = || from(Post).select(Post.editor_id);
    let rows: Vec<(i32, Option<bool>)> = from(User)
        .order_by(User.id)
        .select((User.id, User.id.in_query(editors())))
        .all(db)
        .await
        .unwrap();
    assert_eq!(rows, [(1, None), (2, Some(true)), (3, None)]);
    let rows: Vec<bool> = from(User)
        .order_by(User.id)
        .select(User.id.in_query(from(Post).select(Post.author_id)))
        .all(db)
        .await
        .unwrap();
    assert_eq!(rows, [true, false, true]);
}
