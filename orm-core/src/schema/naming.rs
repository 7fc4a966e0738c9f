//! The names that PostgreSQL gives to what the schema leaves unnamed.

use super::Check;
use super::Exclude;
use super::ForeignKey;
use super::Index;
use super::PrimaryKey;
use super::Table;
use super::Unique;
use super::index::KeyPart;
use crate::ident::MAX_BYTES;

impl PrimaryKey {
    /// Its name, `users_pkey` where none was given.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let key = User::table().primary_key.unwrap();
    /// assert_eq!(key.name_in(User::table()), "users_pkey");
    /// ```
    #[must_use]
    pub fn name_in(&self, table: &Table) -> String {
        given_or(self.name, || made(table, &[], "pkey"))
    }
}

impl Unique {
    /// Its name, `users_email_key` where none was given.
    ///
    /// ```
    /// # use orm_doc::*;
    /// assert_eq!(User::table().uniques[0].name_in(User::table()), "users_email_key");
    /// ```
    #[must_use]
    pub fn name_in(&self, table: &Table) -> String {
        given_or(self.name, || made(table, self.columns, "key"))
    }
}

impl ForeignKey {
    /// Its name, `posts_author_id_fkey` where none was given.
    ///
    /// ```
    /// # use orm_doc::*;
    /// assert_eq!(Post::table().foreign_keys[0].name_in(Post::table()), "posts_author_id_fkey");
    /// ```
    #[must_use]
    pub fn name_in(&self, table: &Table) -> String {
        given_or(self.name, || made(table, self.columns, "fkey"))
    }
}

impl Check {
    /// Its name, `users_age_check` where none was given.
    ///
    /// ```
    /// # use orm_doc::*;
    /// use orm::schema::Check;
    ///
    /// let check = Check { name: None, column: Some("age"), sql: "age > 0" };
    /// assert_eq!(check.name_in(User::table()), "users_age_check");
    /// ```
    #[must_use]
    pub fn name_in(&self, table: &Table) -> String {
        given_or(self.name, || made(table, self.column.as_slice(), "check"))
    }
}

impl Exclude {
    /// Its name, `bookings_room_during_excl` where none was given.
    ///
    /// ```
    /// # use orm_doc::*;
    /// use orm::schema::Exclude;
    /// use orm::schema::constraint::Deferrable;
    ///
    /// let exclude = Exclude {
    ///     name: None,
    ///     method: "gist",
    ///     elements: &[("name", "=")],
    ///     filter: None,
    ///     deferrable: Deferrable::No,
    /// };
    /// assert_eq!(exclude.name_in(User::table()), "users_name_excl");
    /// ```
    #[must_use]
    pub fn name_in(&self, table: &Table) -> String {
        given_or(self.name, || {
            let columns: Vec<&str> = self.elements.iter().map(|(column, _)| *column).collect();
            made(table, &columns, "excl")
        })
    }
}

impl Index {
    /// Its name, `users_created_at_idx` where none was given.
    ///
    /// ```
    /// # use orm_doc::*;
    /// assert_eq!(Post::table().indexes[0].name_in(Post::table()), "posts_author_id_idx");
    /// ```
    #[must_use]
    pub fn name_in(&self, table: &Table) -> String {
        given_or(self.name, || {
            let keys: Vec<&str> = self
                .keys
                .iter()
                .map(|key| match key.what {
                    KeyPart::Column(name) => name,
                    KeyPart::Expr(_) => "expr",
                })
                .collect();
            made(table, &keys, "idx")
        })
    }
}

fn given_or(given: Option<&'static str>, made: impl FnOnce() -> String) -> String {
    given.map_or_else(made, str::to_owned)
}

/// `table_columns_suffix`, with the longer of the two first parts cut until the whole fits, as the
/// server does.
fn made(table: &Table, columns: &[&str], suffix: &str) -> String {
    let mut first = table.name.to_owned();
    let mut second = columns.join("_");
    let joints = if second.is_empty() { 1 } else { 2 };
    while first.len() + second.len() + suffix.len() + joints > MAX_BYTES {
        let longer = if first.len() > second.len() {
            &mut first
        } else {
            &mut second
        };
        longer.pop();
    }
    if second.is_empty() {
        format!("{first}_{suffix}")
    } else {
        format!("{first}_{second}_{suffix}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_to_63_bytes() {
        let table = Table::new("a_table_with_a_rather_long_name_for_its_content", &[]);
        let name = made(&table, &["a_column_with_a_long_name_too"], "fkey");
        assert_eq!(name.len(), MAX_BYTES);
        assert!(name.ends_with("_fkey"));
    }
}
