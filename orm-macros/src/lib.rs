//! The derives and macros of `orm`. Each is attr → ast → valid → expand.

use proc_macro::TokenStream;

mod alias;
mod attr;
mod case;
mod ctxt;
mod digits;
mod path;
mod pg_composite;
mod pg_enum;
mod row;
mod sql;
mod sql_type;
mod table;
mod type_attr;

/// Makes a struct a table: see the guide of the crate `orm`.
#[proc_macro_derive(Table, attributes(table, column))]
pub fn table(input: TokenStream) -> TokenStream {
    table::derive(input.into()).into()
}

/// Makes a struct a row type of a selection.
#[proc_macro_derive(Row, attributes(row))]
pub fn row(input: TokenStream) -> TokenStream {
    row::derive(input.into()).into()
}

/// Gives a table a second name within queries.
#[proc_macro]
pub fn alias(input: TokenStream) -> TokenStream {
    alias::expand(input.into()).into()
}

/// Raw SQL as an expression, with checked columns and bound values.
#[proc_macro]
pub fn sql(input: TokenStream) -> TokenStream {
    sql::expression(input.into()).into()
}

/// A whole statement of raw SQL, with a typed row and bound values.
#[proc_macro]
pub fn sql_query(input: TokenStream) -> TokenStream {
    sql::statement(input.into()).into()
}

/// Makes a newtype a type that a column can have, or a domain.
///
/// `#[derive(SqlType)] struct UserId(i64);` has the SQL type of its field and everything that may
/// be done with it. `#[sql_type(domain, check = "value ~ '@'")]` makes it a domain; further words
/// are `name`, `schema`, `sql_type`, `default`, `not_null` and `crate`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/domains.html>
#[proc_macro_derive(SqlType, attributes(sql_type))]
pub fn sql_type(input: TokenStream) -> TokenStream {
    sql_type::derive(input.into()).into()
}

/// Makes an enum an enum of PostgreSQL.
///
/// `#[pg_enum(name = "mood", schema = "app", rename_all = "snake_case")]` on the enum and
/// `#[pg_enum(rename = "very sad")]` on a variant say how they are called; else the type has the
/// enum's name in snake case and a label is the variant's name as written.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-enum.html>
#[proc_macro_derive(PgEnum, attributes(pg_enum))]
pub fn pg_enum(input: TokenStream) -> TokenStream {
    pg_enum::derive(input.into()).into()
}

/// Makes a struct a composite type.
///
/// `#[pg_composite(name = "address", schema = "app", rename_all = "camelCase")]` on the struct and
/// `#[pg_composite(rename = "zip code")]` on a field say how they are called; else the type has
/// the struct's name in snake case and a field its own.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/rowtypes.html>
#[proc_macro_derive(PgComposite, attributes(pg_composite))]
pub fn pg_composite(input: TokenStream) -> TokenStream {
    pg_composite::derive(input.into()).into()
}
