//! UPDATE and DELETE as text.

use orm::prelude::*;

#[derive(Table, Debug, Clone)]
#[table(name = "users")]
struct User {
    #[column(primary_key, identity)]
    id: i32,
    name: String,
    bio: Option<String>,
    #[column(default = 0)]
    score: i32,
    #[column(on_update_fn = touched)]
    touched: i32,
}

fn touched() -> i32 {
    77
}

/// L1, L3
#[test]
fn assignments_are_values_and_expressions() {
    let set = (
        User.name.set(upper(User.name)),
        User.bio.set(None::<String>),
        User.score.set_default(),
        User.touched.set(1),
    );
    let query = update(User).set(set).filter(User.id.eq(1));
    insta::assert_snapshot!(query.to_sql().text, @r#"update "users" set "name" = upper("name"), "bio" = $1, "score" = default, "touched" = $2 where "id" = $3"#);
}

/// L1, L2: a partial update.
#[test]
fn the_changes_struct_sets_what_it_has() {
    let changes = UserChanges {
        bio: Some(None),
        score: Some(4),
        ..UserChanges::default()
    };
    let query = update(User).set(changes).filter(User.id.eq(1));
    insta::assert_snapshot!(query.to_sql().text, @r#"update "users" set "bio" = $1, "score" = $2, "touched" = $3 where "id" = $4"#);
}

/// L1
#[test]
fn an_update_of_nothing_is_refused() {
    let query = update(User)
        .set(UserChanges::default())
        .filter(User.id.eq(1))
        .to_sql();
    let why = query.check().unwrap_err().to_string();
    assert!(why.contains("sets nothing"), "{why}");
    let none = update(User).set(None::<UserChanges>).all_rows().to_sql();
    assert!(none.check().is_err());
}

/// L4, B5
#[test]
fn an_on_update_column_is_touched_unless_it_is_set() {
    insta::assert_snapshot!(update(User).set(User.score.set(1)).all_rows().to_sql().text, @r#"update "users" set "score" = $1, "touched" = $2"#);
    insta::assert_snapshot!(update(User).set((User.touched.set(5), User.score.set(1))).all_rows().to_sql().text, @r#"update "users" set "touched" = $1, "score" = $2"#);
}

/// K9: an upsert is an update too.
#[test]
fn an_upsert_touches_an_on_update_column() {
    #[derive(Table, Debug, Clone)]
    #[table(name = "notes")]
    struct Note {
        #[column(primary_key)]
        id: i32,
        body: String,
        #[column(on_update_fn = touched)]
        touched: i32,
    }
    let upsert = insert(NewNote {
        id: 1,
        body: "b".into(),
        touched: None,
    })
    .on_conflict(Note.id)
    .do_update(|new| Note.body.set(new.body));
    insta::assert_snapshot!(upsert.to_sql().text, @r#"insert into "notes" ("id", "body", "touched") values ($1, $2, $3) on conflict ("id") do update set "body" = "excluded"."body", "touched" = $4"#);
}

/// L9
#[test]
fn an_update_returns_what_it_is_asked_for() {
    let query = update(User)
        .set(User.touched.set(1))
        .all_rows()
        .returning((User.id, User.name));
    insta::assert_snapshot!(query.to_sql().text, @r#"update "users" set "touched" = $1 returning "id", "name""#);
}

/// M1, M2
#[test]
fn a_delete_says_which_rows_and_returns_them() {
    insta::assert_snapshot!(delete(User).all_rows().to_sql().text, @r#"delete from "users""#);
    let query = delete(User)
        .filter(User.bio.is_null())
        .filter(User.id.gt(1).or(User.id.lt(0)))
        .returning(User.id);
    insta::assert_snapshot!(query.to_sql().text, @r#"delete from "users" where "bio" is null and ("id" > $1 or "id" < $2) returning "id""#);
}

#[test]
fn an_alias_can_be_updated_and_deleted() {
    alias!(Old = User);
    insta::assert_snapshot!(update(Old).set(Old.touched.set(1)).filter(Old.id.eq(1)).to_sql().text, @r#"update "users" as "old" set "touched" = $1 where "id" = $2"#);
    insta::assert_snapshot!(delete(Old).filter(Old.id.eq(1)).to_sql().text, @r#"delete from "users" as "old" where "id" = $1"#);
}
