//! Rows by primary key.

use super::Query;
use super::projection::push_columns;
use super::select::source;
use crate::row::FromRow;
use crate::scope::from::Source;
use crate::sql::Sql;
use crate::table::Handle;
use crate::table::IntoKey;
use crate::table::Keyed;
use crate::tree;
use crate::tree::Op;

/// The table of a handle.
type TableOf<H> = <<H as Handle>::Source as Source>::Table;

/// `find`, on the value of a table with a primary key: `User.find(1)`.
pub trait Find: Handle {
    /// The query for the row with this primary key; a tuple where the key has several columns.
    fn find<K>(self, key: K) -> Query<TableOf<Self>>
    where
        TableOf<Self>: Keyed,
        K: IntoKey<<TableOf<Self> as Keyed>::Key>,
    {
        let text = TableOf::<Self>::by_key().get_or_init(text::<Self::Source>);
        let params = key
            .into_values()
            .into_iter()
            .map(|(value, _)| value)
            .collect();
        let statement = tree::Statement::Fixed { text, params };
        Query::new(statement, TableOf::<Self>::from_row, TableOf::<Self>::WIDTH)
    }
}

impl<H: Handle> Find for H {}

/// The text of the query by key, which is the same for every key.
fn text<S: Source<Table: Keyed>>() -> String {
    let mut select = Box::<tree::Select>::default();
    select.from = Some(source::<S>());
    push_columns::<S>(&mut select.columns);
    let marks = (1..).map(|number| tree::Expr::Mark(number));
    select.filters = <S::Table as Keyed>::COLUMNS
        .iter()
        .zip(marks)
        .map(|(name, mark)| {
            let column = tree::Expr::Column {
                source: S::NAME,
                name,
            };
            tree::Expr::binary(column, Op::compare("="), mark)
        })
        .collect();
    Sql::of(&tree::Statement::Select(select)).text.into_owned()
}
