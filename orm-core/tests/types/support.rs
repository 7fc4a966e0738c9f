//! A connection, and the round trip that every type makes.

use std::error::Error;
use std::fmt::Debug;

use orm_core::types::Element;
use orm_core::types::NotNull;
use orm_core::types::SqlType;
use orm_core::types::decode;
use postgres_types::FromSql;
use postgres_types::Type;
use tokio_postgres::Client;
use tokio_postgres::NoTls;

pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// A type that is its own base: every type but `Option`.
pub(crate) trait Plain:
    Element + SqlType<Base = Self, Null = NotNull, Optional = Option<Self>>
{
}

impl<T: Element + SqlType<Base = Self, Null = NotNull, Optional = Option<Self>>> Plain for T {}

/// A connection of its own.
pub(crate) async fn connect() -> Client {
    let server = orm_embedded::Postgres::shared()
        .expect("a server is needed: set DATABASE_URL, or install PostgreSQL");
    let (client, connection) = tokio_postgres::connect(server.url(), NoTls)
        .await
        .expect("the server accepts connections");
    tokio::spawn(connection);
    client
}

/// A connection to a database with the extension.
pub(crate) async fn with_extension(name: &str) -> Client {
    let db = connect().await;
    // Two tests that create one extension at once collide in the catalogue.
    let create = format!(
        "begin; select pg_advisory_xact_lock(7001); create extension if not exists {name}; commit"
    );
    db.batch_execute(&create)
        .await
        .expect("the extension is installed");
    db
}

/// A cell as it came, so that it is read as `orm` reads it.
struct Cell {
    ty: Type,
    raw: Option<Vec<u8>>,
}

impl<'a> FromSql<'a> for Cell {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self> {
        Ok(Self {
            ty: ty.clone(),
            raw: Some(raw.to_vec()),
        })
    }

    fn from_sql_null(ty: &Type) -> Result<Self> {
        Ok(Self {
            ty: ty.clone(),
            raw: None,
        })
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// Selects one value and reads it as `T`.
pub(crate) async fn read<T: SqlType>(db: &Client, sql: &str) -> Result<T> {
    let cell: Cell = db.query_one(sql, &[]).await?.try_get(0)?;
    as_type(&cell)
}

fn as_type<T: SqlType>(cell: &Cell) -> Result<T> {
    if !<T as FromSql<'_>>::accepts(&cell.ty) {
        return Err(format!("`{}` is no `{}`", cell.ty, std::any::type_name::<T>()).into());
    }
    decode(&cell.ty, cell.raw.as_deref())
}

/// Sends a value as the SQL type of its Rust type; gives what comes back, and its text.
pub(crate) async fn echo<T: SqlType>(db: &Client, value: &T) -> Result<(T, Option<String>)> {
    let sql = format!("select $1::{0}, ($1::{0})::text", T::SQL);
    let row = db.query_one(&sql, &[value]).await?;
    Ok((as_type(&row.try_get(0)?)?, row.try_get(1)?))
}

/// Sends a value alone, as NULL and in an array; `text` is what the server makes of it.
pub(crate) async fn round_trip<T: Plain + Debug + PartialEq + Clone>(
    db: &Client,
    value: T,
    text: &str,
) {
    let (back, shown) = echo(db, &value).await.expect("the value is taken");
    assert_eq!(shown.as_deref(), Some(text));
    assert_eq!(back, value);

    let (null, shown) = echo(db, &None::<T>).await.expect("NULL is taken");
    assert_eq!((null, shown), (None, None));

    let (some, _) = echo(db, &Some(value.clone()))
        .await
        .expect("the value is taken");
    assert_eq!(some.as_ref(), Some(&value));

    let array = vec![Some(value), None];
    let (back, _) = echo(db, &array).await.expect("the array is taken");
    assert_eq!(back, array);
}

/// The error with its causes.
pub(crate) fn whole(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}

/// Asserts that a value is refused with words that say why.
#[track_caller]
pub(crate) fn refused<T: Debug>(result: Result<T>, why: &str) {
    let text = whole(result.expect_err("it is refused").as_ref());
    assert!(text.contains(why), "{text}");
}
