//! INSERT as text.

use orm::prelude::*;

#[derive(Table, Debug, Clone)]
#[table(name = "users", unique(first, last))]
struct User {
    #[column(primary_key, identity)]
    id: i32,
    #[column(unique)]
    email: String,
    first: String,
    last: Option<String>,
    #[column(default = 3)]
    level: i32,
}

fn new(email: &str) -> NewUser {
    NewUser::builder().email(email).first("f").build()
}

/// K1: a column that no row gives is left out, and gets its default.
#[test]
fn one_row_names_the_columns_that_it_gives() {
    insta::assert_snapshot!(insert(new("a")).to_sql().text, @r#"insert into "users" ("email", "first", "last") values ($1, $2, $3)"#);
    insta::assert_snapshot!(insert(NewUser { level: Some(1), ..new("a") }).to_sql().text, @r#"insert into "users" ("email", "first", "last", "level") values ($1, $2, $3, $4)"#);
}

/// K2: the text does not depend on how many rows there are.
#[test]
fn many_rows_are_one_array_a_column() {
    let two = insert(vec![new("a"), new("b")]).to_sql();
    let many = insert(
        (0..100_000)
            .map(|n| new(&n.to_string()))
            .collect::<Vec<_>>(),
    )
    .to_sql();
    insta::assert_snapshot!(two.text, @r#"insert into "users" ("email", "first", "last") select * from unnest($1::text[], $2::text[], $3::text[])"#);
    assert_eq!(two.text, many.text);
    assert_eq!(many.params.len(), 3);
}

/// K3
#[test]
fn rows_that_give_different_columns_say_default() {
    let rows = [
        new("a"),
        NewUser {
            level: Some(9),
            ..new("b")
        },
    ];
    insta::assert_snapshot!(insert(rows).to_sql().text, @r#"insert into "users" ("email", "first", "last", "level") values ($1, $2, $3, default), ($4, $5, $6, $7)"#);
}

/// K14
#[test]
fn a_row_of_defaults_alone_names_no_column() {
    #[derive(Table, Debug, Clone)]
    #[table(name = "ticks")]
    struct Tick {
        #[column(primary_key, identity)]
        id: i32,
        #[column(default = 1)]
        n: i32,
    }
    insta::assert_snapshot!(insert(NewTick::builder()).to_sql().text, @r#"insert into "ticks" default values"#);
    insta::assert_snapshot!(insert([NewTick { n: None }, NewTick { n: None }]).to_sql().text, @r#"insert into "ticks" ("n") values (default), (default)"#);
}

/// K6
#[test]
fn returning_names_its_columns() {
    insta::assert_snapshot!(insert(new("a")).returning((User.id, lower(User.email))).to_sql().text, @r#"insert into "users" ("email", "first", "last") values ($1, $2, $3) returning "id", lower("email")"#);
    insta::assert_snapshot!(insert(new("a")).returning_all().to_sql().text, @r#"insert into "users" ("email", "first", "last") values ($1, $2, $3) returning "id", "email", "first", "last", "level""#);
}

/// K7
#[test]
fn a_conflict_that_does_nothing_may_name_its_key() {
    insta::assert_snapshot!(insert(new("a")).on_conflict_do_nothing().to_sql().text, @r#"insert into "users" ("email", "first", "last") values ($1, $2, $3) on conflict do nothing"#);
    insta::assert_snapshot!(insert(new("a")).on_conflict((User.first, User.last)).do_nothing().to_sql().text, @r#"insert into "users" ("email", "first", "last") values ($1, $2, $3) on conflict ("first", "last") do nothing"#);
}

/// K8, K9, X31
#[test]
fn an_upsert_tells_the_old_row_from_the_new() {
    let upsert = insert(new("a")).on_conflict(User.email).do_update_where(
        |new| (User.first.set(new.first), User.level.set(User.level.add(1))),
        |new| User.first.ne(new.first).and(User.level.lt(10)),
    );
    insta::assert_snapshot!(upsert.to_sql().text, @r#"insert into "users" ("email", "first", "last") values ($1, $2, $3) on conflict ("email") do update set "first" = "excluded"."first", "level" = "users"."level" + $4 where "users"."first" <> "excluded"."first" and "users"."level" < $5"#);
}

#[test]
fn an_insert_without_rows_is_refused_by_name() {
    let empty = insert(Vec::<NewUser>::new()).to_sql();
    assert_eq!(
        empty.check().unwrap_err().to_string(),
        "an insert into \"users\" without rows"
    );
}

/// The proposed row is a source like any other, whatever the name of the table.
#[test]
fn a_table_of_any_name_can_be_upserted() {
    macro_rules! upserts {
        ($($table:ident $new:ident)+) => {$({
            #[derive(Table)]
            struct $table {
                #[column(primary_key)]
                id: i32,
                v: i32,
            }
            let sql = insert($new { id: 1, v: 2 })
                .on_conflict($table.id)
                .do_update(|new| $table.v.set(new.v))
                .to_sql();
            assert!(sql.text.ends_with(r#"do update set "v" = "excluded"."v""#), "{}", sql.text);
        })+};
    }
    upserts!(Comments NewComments Products NewProducts Accounts NewAccounts Sessions NewSessions
        Files NewFiles Addresses NewAddresses Users NewUsers Posts NewPosts Orders NewOrders
        Items NewItems Tags NewTags Events NewEvents Roles NewRoles Teams NewTeams);
}
