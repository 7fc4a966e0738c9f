//! The derives and macros of `orm`. Each is attr → ast → valid → expand.

use proc_macro::TokenStream;

mod alias;
mod attr;
mod case;
mod comment;
mod ctxt;
mod digits;
mod option;
mod path;
mod pg_composite;
mod pg_enum;
mod row;
mod sql;
mod sql_type;
mod table;
mod type_attr;

#[doc = include_str!("../docs/table.md")]
#[proc_macro_derive(Table, attributes(table, column))]
pub fn table(input: TokenStream) -> TokenStream {
    table::derive(input.into()).into()
}

#[doc = include_str!("../docs/row.md")]
#[proc_macro_derive(Row, attributes(row))]
pub fn row(input: TokenStream) -> TokenStream {
    row::derive(input.into()).into()
}

#[doc = include_str!("../docs/alias.md")]
#[proc_macro]
pub fn alias(input: TokenStream) -> TokenStream {
    alias::expand(input.into()).into()
}

#[doc = include_str!("../docs/sql.md")]
#[proc_macro]
pub fn sql(input: TokenStream) -> TokenStream {
    sql::expression(input.into()).into()
}

#[doc = include_str!("../docs/sql_query.md")]
#[proc_macro]
pub fn sql_query(input: TokenStream) -> TokenStream {
    sql::statement(input.into()).into()
}

#[doc = include_str!("../docs/sql_type.md")]
#[proc_macro_derive(SqlType, attributes(sql_type))]
pub fn sql_type(input: TokenStream) -> TokenStream {
    sql_type::derive(input.into()).into()
}

#[doc = include_str!("../docs/pg_enum.md")]
#[proc_macro_derive(PgEnum, attributes(pg_enum))]
pub fn pg_enum(input: TokenStream) -> TokenStream {
    pg_enum::derive(input.into()).into()
}

#[doc = include_str!("../docs/pg_composite.md")]
#[proc_macro_derive(PgComposite, attributes(pg_composite))]
pub fn pg_composite(input: TokenStream) -> TokenStream {
    pg_composite::derive(input.into()).into()
}
