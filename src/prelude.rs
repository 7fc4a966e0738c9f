//! What a program that uses `orm` imports: `use orm::prelude::*;`.
//!
//! It has no name of std's prelude. Traits whose names could be a user's type come without a name.
//!
//! ```
//! use orm::prelude::*;
//!
//! #[derive(Table)]
//! #[table(name = "users")]
//! struct User {
//!     #[column(primary_key, identity)]
//!     id: i32,
//!     name: String,
//! }
//!
//! let query: Query<String> = from(User).filter(User.name.ilike("a%")).select(User.name);
//! assert_eq!(query.to_sql().text, r#"select "name" from "users" where "name" ilike $1"#);
//! ```

pub use orm_core::expr::Expr;
pub use orm_core::expr::Expression as _;
pub use orm_core::expr::aggregate::avg;
pub use orm_core::expr::aggregate::count;
pub use orm_core::expr::aggregate::count_all;
pub use orm_core::expr::aggregate::count_distinct;
pub use orm_core::expr::aggregate::max;
pub use orm_core::expr::aggregate::min;
pub use orm_core::expr::aggregate::sum;
pub use orm_core::expr::array::Contain as _;
pub use orm_core::expr::case::case_when;
pub use orm_core::expr::compare::Compare as _;
pub use orm_core::expr::compare::coalesce;
pub use orm_core::expr::json::JsonPath as _;
pub use orm_core::expr::logic::Filter;
pub use orm_core::expr::logic::Logic as _;
pub use orm_core::expr::logic::all_of;
pub use orm_core::expr::logic::any_of;
pub use orm_core::expr::logic::not;
pub use orm_core::expr::math::Math as _;
pub use orm_core::expr::order::Sort as _;
pub use orm_core::expr::order::Sorting;
pub use orm_core::expr::raw::raw_identifier;
pub use orm_core::expr::raw::raw_sql;
pub use orm_core::expr::text::Text as _;
pub use orm_core::expr::text::lower;
pub use orm_core::expr::text::upper;
#[cfg(feature = "chrono")]
pub use orm_core::expr::time::current_date;
#[cfg(feature = "chrono")]
pub use orm_core::expr::time::now;
pub use orm_core::expr::value;
pub use orm_core::query::IntoQuery as _;
pub use orm_core::query::Query;
pub use orm_core::query::Statement as _;
pub use orm_core::query::delete::delete;
pub use orm_core::query::find::Find as _;
pub use orm_core::query::insert::insert;
pub use orm_core::query::select::Select;
pub use orm_core::query::select::from;
pub use orm_core::query::subquery::InQuery as _;
pub use orm_core::query::subquery::exists;
pub use orm_core::query::subquery::not_exists;
pub use orm_core::query::subquery::scalar;
pub use orm_core::query::update::update;
pub use orm_core::schema::Schema;
pub use orm_core::schema::index::Direction;
pub use orm_core::table::Table as _;
#[cfg(feature = "chrono")]
pub use orm_core::types::chrono::DateTime;
#[cfg(feature = "chrono")]
pub use orm_core::types::chrono::Utc;
pub use orm_macros::PgComposite;
pub use orm_macros::PgEnum;
pub use orm_macros::Row;
pub use orm_macros::SqlType;
pub use orm_macros::Table;
pub use orm_macros::alias;
pub use orm_macros::sql;
pub use orm_macros::sql_query;
pub use orm_postgres::CreateSchema as _;
pub use orm_postgres::Db;
pub use orm_postgres::Execute as _;
pub use orm_postgres::Executor;
pub use orm_postgres::Run as _;
pub use orm_postgres::RunChange as _;
