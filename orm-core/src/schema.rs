//! A database schema as plain data: what the derives saw, and what `CREATE` statements are made of.

pub mod column;
pub mod constraint;
mod create;
pub mod index;
mod naming;
mod registry;
pub mod table;
pub mod types;

pub use column::Column;
pub use column::Generated;
pub use column::Identity;
pub use constraint::Action;
pub use constraint::Check;
pub use constraint::Deferrable;
pub use constraint::Exclude;
pub use constraint::ForeignKey;
pub use constraint::PrimaryKey;
pub use constraint::Unique;
pub use index::Index;
pub use index::IndexKey;
pub use registry::Entry;
pub use table::Table;
pub use types::TypeDefinition;

/// A set of tables and types.
///
/// ```
/// use orm_core::schema::Schema;
/// assert_eq!(Schema::default().create_sql(), "");
/// ```
#[derive(Debug, Clone, Default)]
pub struct Schema {
    tables: Vec<&'static Table>,
    types: Vec<&'static TypeDefinition>,
}

impl Schema {
    /// Every table and type that a derive registered in this program, sorted by name.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let schema = Schema::collect();
    /// assert!(schema.tables().iter().any(|table| table.name == "users"));
    /// ```
    #[must_use]
    pub fn collect() -> Self {
        let mut schema = Self::default();
        for entry in registry::entries() {
            match entry {
                Entry::Table(table) => schema.add_table(table()),
                Entry::Type(definition) => schema.add_type(definition()),
            }
        }
        schema
            .tables
            .sort_by_key(|table| (table.schema, table.name));
        schema
    }

    /// The given tables, in the given order, with the types that their columns use.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let schema = Schema::of([User::table(), Post::table()]);
    /// assert_eq!(schema.tables().len(), 2);
    /// ```
    #[must_use]
    pub fn of(tables: impl IntoIterator<Item = &'static Table>) -> Self {
        let mut schema = Self::default();
        tables.into_iter().for_each(|table| schema.add_table(table));
        schema
    }

    /// The tables.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let schema = Schema::of([User::table()]);
    /// assert_eq!(schema.tables()[0].name, "users");
    /// ```
    #[must_use]
    pub fn tables(&self) -> &[&'static Table] {
        &self.tables
    }

    /// The enums, domains and composite types, each after those that it uses.
    ///
    /// ```
    /// # use orm_doc::*;
    /// #[derive(PgEnum, Debug, Clone, Copy)]
    /// enum Mood {
    ///     Happy,
    ///     Sad,
    /// }
    ///
    /// #[derive(Table)]
    /// struct Person {
    ///     #[column(primary_key)]
    ///     id: i32,
    ///     mood: Mood,
    /// }
    ///
    /// let schema = Schema::of([Person::table()]);
    /// assert_eq!(schema.types()[0].name, "mood");
    /// ```
    #[must_use]
    pub fn types(&self) -> &[&'static TypeDefinition] {
        &self.types
    }

    /// The statements that create everything in an empty database, in an order that works.
    ///
    /// Schemas come first, then types, tables, foreign keys, indexes and comments. Each statement
    /// ends with a semicolon and a newline.
    ///
    /// ```
    /// # use orm_doc::*;
    /// /// What is for sale.
    /// #[derive(Table)]
    /// #[table(name = "items")]
    /// struct Item {
    ///     #[column(primary_key, identity)]
    ///     id: i32,
    ///     #[column(unique)]
    ///     code: String,
    ///     #[column(default = 0, index)]
    ///     price: i64,
    /// }
    ///
    /// let schema = Schema::of([Item::table()]);
    /// assert_eq!(
    ///     schema.create_sql(),
    ///     r#"create table "items" (
    ///     "id" int4 not null generated always as identity,
    ///     "code" text not null,
    ///     "price" int8 not null default 0,
    ///     constraint "items_pkey" primary key ("id"),
    ///     constraint "items_code_key" unique ("code")
    /// );
    /// create index "items_price_idx" on "items" ("price");
    /// comment on table "items" is 'What is for sale.';
    /// "#,
    /// );
    /// ```
    #[must_use]
    pub fn create_sql(&self) -> String {
        create::schema(self)
    }

    fn add_table(&mut self, table: &'static Table) {
        for column in table.columns {
            if let Some(definition) = column.definition {
                self.add_type(definition);
            }
        }
        if !self.tables.iter().any(|known| known.same_name(table)) {
            self.tables.push(table);
        }
    }

    fn add_type(&mut self, definition: &'static TypeDefinition) {
        for used in definition.uses() {
            self.add_type(used);
        }
        if !self.types.iter().any(|known| known.same_name(definition)) {
            self.types.push(definition);
        }
    }
}
