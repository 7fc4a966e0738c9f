//! Structs as rows of a selection.

use crate::query::Query;
use crate::query::projection::Projection;
use crate::row::Cells;
use crate::scope::from::Sources;
use crate::tree;

/// A struct that `#[derive(Row)]` made a row type.
///
/// ```
/// # use orm_doc::*;
/// let query: Query<Stats> = from(Post)
///     .group_by(Post.author_id)
///     .select_as::<Stats>((Post.author_id, count_all()));
/// assert_eq!(
///     query.to_sql().text,
///     r#"select "author_id", count(*) from "posts" group by "author_id""#,
/// );
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a row type",
    label = "derive `Row` on it"
)]
pub trait Row: Sized {
    /// Its fields' types, as a tuple.
    type Fields;
    /// Puts it together.
    fn from_fields(fields: Self::Fields) -> Self;
}

/// A selected row that fills the fields of a struct, in order.
#[diagnostic::on_unimplemented(
    message = "the selected row `{Self}` does not fit the fields `{Fields}`",
    label = "expected one value for each field, in order",
    note = "a value from the optional side of an outer join is an `Option`"
)]
pub trait Fills<Fields> {
    /// The fields.
    fn fields(self) -> Fields;
}

#[diagnostic::do_not_recommend]
impl<Fields> Fills<Fields> for Fields {
    fn fields(self) -> Self {
        self
    }
}

/// Selects `columns`, and reads them as the struct `R`.
pub(in crate::query) fn read_as<From, P, R>(
    mut tree: Box<tree::Select>,
    columns: P,
) -> Query<R, From::Free>
where
    From: Sources,
    P: Projection<From, Row: Fills<R::Fields>>,
    R: Row,
{
    columns.push(&mut tree.columns);
    let read = |cells: &mut Cells<'_>| P::read(cells).map(|row| R::from_fields(row.fields()));
    Query::new(tree::Statement::Select(tree), read, P::WIDTH)
}
