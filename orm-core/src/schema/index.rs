//! An index as data.

/// CREATE INDEX.
///
/// ```
/// # use orm_doc::*;
/// let index = Post::table().indexes[0];
/// assert_eq!(index.name_in(Post::table()), "posts_author_id_idx");
/// assert!(!index.unique);
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/sql-createindex.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Index {
    /// Its name; `None` is the name that PostgreSQL would choose.
    pub name: Option<&'static str>,
    /// What it is over.
    pub keys: &'static [IndexKey],
    /// Whether no two rows may have the same keys.
    pub unique: bool,
    /// Whether two NULLs collide (PostgreSQL 15).
    pub nulls_not_distinct: bool,
    /// The access method; `None` is btree.
    pub method: Option<&'static str>,
    /// The condition of a partial index, as SQL.
    pub filter: Option<&'static str>,
    /// Columns that are stored along.
    pub include: &'static [&'static str],
    /// Storage parameters.
    pub with: &'static [(&'static str, &'static str)],
    /// The tablespace it is in.
    pub tablespace: Option<&'static str>,
    /// Whether it is built without locking out writes, outside a transaction.
    pub concurrently: bool,
}

impl Index {
    /// An index over those keys, and nothing else.
    ///
    /// ```
    /// # use orm_doc::*;
    /// use orm::schema::{Index, IndexKey};
    /// use orm::schema::index::KeyPart;
    ///
    /// const KEYS: &[IndexKey] = &[IndexKey::new(KeyPart::Column("name"))];
    /// let index = Index { unique: true, ..Index::new(KEYS) };
    /// assert_eq!(index.name_in(User::table()), "users_name_idx");
    /// ```
    #[must_use]
    pub const fn new(keys: &'static [IndexKey]) -> Self {
        Self {
            name: None,
            keys,
            unique: false,
            nulls_not_distinct: false,
            method: None,
            filter: None,
            include: &[],
            with: &[],
            tablespace: None,
            concurrently: false,
        }
    }
}

/// One key of an index.
///
/// ```
/// # use orm_doc::*;
/// use orm::schema::index::{Direction, KeyPart};
///
/// let key = Post::table().indexes[0].keys[0];
/// assert_eq!(key.what, KeyPart::Column("author_id"));
/// assert_eq!(key.direction, Direction::Asc);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexKey {
    /// The column or expression.
    pub what: KeyPart,
    /// Its order.
    pub direction: Direction,
    /// Where NULLs stand; `None` is the default of the direction.
    pub nulls: Option<Nulls>,
    /// Its operator class.
    pub opclass: Option<&'static str>,
    /// Its collation.
    pub collate: Option<&'static str>,
}

impl IndexKey {
    /// An ascending key.
    #[must_use]
    pub const fn new(what: KeyPart) -> Self {
        Self {
            what,
            direction: Direction::Asc,
            nulls: None,
            opclass: None,
            collate: None,
        }
    }
}

/// What an index key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyPart {
    /// A column, by name.
    Column(&'static str),
    /// An expression, as SQL.
    Expr(&'static str),
}

/// An order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Direction {
    /// Smallest first.
    #[default]
    Asc,
    /// Largest first.
    Desc,
}

/// Where NULLs stand in an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Nulls {
    /// Before the values.
    First,
    /// After the values.
    Last,
}
