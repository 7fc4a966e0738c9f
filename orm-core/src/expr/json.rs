//! Steps into JSON.

use super::BaseOf;
use super::Expr;
use super::Expression;
use super::IntoExpr;
use crate::tree;
use crate::tree::Op;
use crate::types::SqlType;
use crate::types::kind::JsonType;

/// A step into JSON: a key of an object, or an index of an array.
///
/// ```
/// # use orm_doc::*;
/// use orm::types::serde_json::Value;
///
/// let data = value(Value::Null);
/// assert_eq!(
///     from(User).select((data.clone().get("key"), data.get(0))).to_sql().text,
///     r#"select $1::jsonb -> $2::text, $3::jsonb -> $4::int4 from "users""#,
/// );
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a step into JSON",
    label = "expected a key (`&str`) or an index (`i32`)"
)]
pub trait JsonStep: IntoExpr<Scope = ()> {}

impl JsonStep for &str {}
impl JsonStep for String {}
impl JsonStep for i32 {}

/// What a step gives: NULL where there is nothing.
type Step<E, T> = Expr<Option<T>, <E as IntoExpr>::Scope>;

/// Steps into JSON.
///
/// ```
/// # use orm_doc::*;
/// use orm::types::serde_json::Value;
///
/// #[derive(Table)]
/// #[table(name = "events")]
/// pub struct Event {
///     #[column(primary_key)]
///     pub id: i32,
///     pub data: Value,
/// }
///
/// let query: Query<Option<String>> = from(Event)
///     .filter(Event.data.get_text("kind").eq("login"))
///     .select(Event.data.get("user").get_text("name"));
/// assert_eq!(
///     query.to_sql().text,
///     r#"select "data" -> $1::text ->> $2::text from "events" where "data" ->> $3::text = $4"#,
/// );
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/functions-json.html>
pub trait JsonPath: Expression {
    /// `self -> step`: the value there, as JSON. It is NULL where there is none.
    ///
    /// ```
    /// # use orm_doc::*;
    /// # use orm::types::serde_json::Value;
    /// # #[derive(Table)]
    /// # #[table(name = "events")]
    /// # pub struct Event { #[column(primary_key)] pub id: i32, pub data: Value }
    /// let query: Query<Option<Value>> = from(Event).select(Event.data.get("tags").get(0));
    /// assert_eq!(query.to_sql().text, r#"select "data" -> $1::text -> $2::int4 from "events""#);
    /// ```
    fn get<K: JsonStep>(self, step: K) -> Step<Self, BaseOf<Self>>
    where
        BaseOf<Self>: JsonType + SqlType<Optional = Option<BaseOf<Self>>>,
    {
        into(self, "->", step)
    }

    /// `self ->> step`: the value there, as text. It is NULL where there is none, or a JSON null.
    ///
    /// ```
    /// # use orm_doc::*;
    /// # use orm::types::serde_json::Value;
    /// # #[derive(Table)]
    /// # #[table(name = "events")]
    /// # pub struct Event { #[column(primary_key)] pub id: i32, pub data: Value }
    /// let query: Query<Option<String>> = from(Event).select(Event.data.get_text("kind"));
    /// assert_eq!(query.to_sql().text, r#"select "data" ->> $1::text from "events""#);
    /// ```
    fn get_text<K: JsonStep>(self, step: K) -> Step<Self, String>
    where
        BaseOf<Self>: JsonType,
    {
        into(self, "->>", step)
    }
}

impl<E: Expression> JsonPath for E {}

fn into<E: Expression, K: JsonStep, T, Scope>(
    json: E,
    op: &'static str,
    step: K,
) -> Expr<T, Scope> {
    let step = step.into_node().typed();
    Expr::new(tree::Expr::binary(json.into_node(), Op::other(op), step))
}
