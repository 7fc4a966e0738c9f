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
///
/// ```
/// # use orm_doc::*;
/// let query: Query<User> = User.find(1);
/// assert_eq!(
///     query.to_sql().text,
///     r#"select "id", "name", "email", "bio", "created_at" from "users" where "id" = $1"#,
/// );
/// ```
pub trait Find: Handle {
    /// The query for the row with this primary key; a tuple where the key has several columns.
    ///
    /// Row shape: the whole row; one at most. The text is written once in a program.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let query: Query<Post> = Post.find(7);
    /// assert_eq!(
    ///     query.to_sql().text,
    ///     r#"select "id", "author_id", "title", "score", "tags" from "posts" where "id" = $1"#,
    /// );
    ///
    /// #[derive(Table)]
    /// #[table(name = "members", primary_key(team, user))]
    /// struct Member {
    ///     team: i32,
    ///     user: i64,
    ///     role: String,
    /// }
    ///
    /// assert_eq!(
    ///     Member.find((1, 2_i64)).to_sql().text,
    ///     r#"select "team", "user", "role" from "members" where "team" = $1 and "user" = $2"#,
    /// );
    /// ```
    fn find<K>(self, key: K) -> Query<TableOf<Self>>
    where
        TableOf<Self>: Keyed,
        K: IntoKey<<TableOf<Self> as Keyed>::Key>,
    {
        let text = TableOf::<Self>::by_key().get_or_init(text::<Self::Source>);
        let params = key.into_values();
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
    let marks = (1..).map(tree::Expr::Mark);
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
