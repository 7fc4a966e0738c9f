//! Functions that are generic over FROM.

use orm::prelude::*;

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
    insert([1, 2, 3].map(|id| NewUser { id, name: id.to_string() })).execute(db).await.unwrap();
    let last = page(from(User).order_by(User.id), 1).select(User.id).all(db).await.unwrap();
    assert_eq!(last, [3]);
}

/// A function takes a condition of its caller.
#[tokio::test]
async fn a_function_takes_any_condition_on_its_table() {
    async fn names<Scope>(db: &Db, condition: Expr<bool, Scope>) -> Vec<String>
    where
        Scope: orm::scope::within::Within<(User,)> + orm::scope::aggregate::RowLevel,
    {
        from(User).filter(condition).order_by(User.id).select(User.name).all(db).await.unwrap()
    }
    let db = &*Database::with([User::table()]).await;
    insert([1, 2].map(|id| NewUser { id, name: id.to_string() })).execute(db).await.unwrap();
    assert_eq!(names(db, User.id.gt(1)).await, ["2"]);
    assert_eq!(names(db, User.name.eq("1").or(User.id.eq(2))).await, ["1", "2"]);
}
