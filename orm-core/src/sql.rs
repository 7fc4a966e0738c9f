//! SQL text from the query tree. One file a tree node; PostgreSQL's syntax lives here alone.

use std::borrow::Cow;
use std::fmt;
use std::fmt::Write as _;

use crate::error::Error;
use crate::ident;
use crate::tree::Statement;
use crate::tree::Value;
use crate::types::TypeName;

mod delete;
mod expr;
mod insert;
mod select;
mod update;

/// A statement as text, and the values that are sent beside it.
///
/// ```
/// # use orm_doc::*;
/// let sql = from(User).filter(User.name.eq("Ada")).select(User.id).to_sql();
/// assert_eq!(sql.text, r#"select "id" from "users" where "name" = $1"#);
/// assert_eq!(sql.params.len(), 1);
/// // Values are never shown: one may be a secret.
/// assert!(!format!("{sql:?}").contains("Ada"));
/// ```
#[derive(Clone)]
pub struct Sql {
    /// The text; values stand in it as `$1`, `$2` ... It is borrowed where it was written once for
    /// all, so that its address tells it from every other.
    pub text: Cow<'static, str>,
    /// The values, in the order of their numbers.
    pub params: Vec<Value>,
    pub(crate) invalid: Option<String>,
}

impl Sql {
    /// Writes a statement.
    ///
    /// ```
    /// # use orm_doc::*;
    /// use orm::query::Statement;
    ///
    /// let tree = from(User).select(User.id).into_tree();
    /// assert_eq!(orm_core::sql::Sql::of(&tree).text, r#"select "id" from "users""#);
    /// ```
    #[must_use]
    pub fn of(statement: &Statement) -> Self {
        if let Statement::Fixed { text, params } = statement {
            return Self {
                text: Cow::Borrowed(text),
                params: params.clone(),
                invalid: None,
            };
        }
        let mut writer = Writer {
            text: String::with_capacity(256),
            ..Writer::default()
        };
        statement.render(&mut writer);
        Self {
            text: Cow::Owned(writer.text),
            params: writer.params,
            invalid: writer.invalid,
        }
    }

    /// Tells whether the statement could be written.
    ///
    /// ```
    /// # use orm_doc::*;
    /// let nothing = update(User).set(UserChanges::default()).filter(User.id.eq(1));
    /// let error = nothing.to_sql().check().unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "an update that sets nothing: every field of the changes is None",
    /// );
    /// ```
    ///
    /// # Errors
    /// If it could not: an update that sets nothing, a set operation on an insert.
    pub fn check(&self) -> Result<(), Error> {
        self.invalid
            .as_ref()
            .map_or(Ok(()), |why| Err(Error::statement(why.clone())))
    }
}

/// Shows the text, and how many values there are: a value may be a secret.
impl fmt::Debug for Sql {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sql")
            .field("text", &self.text)
            .field("params", &self.params.len())
            .finish()
    }
}

impl fmt::Display for Sql {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Whether a column is written with the name of its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Names {
    /// `"id"`: there is one source.
    #[default]
    Bare,
    /// `"users"."id"`.
    Qualified,
}

/// What SQL text is written with.
#[derive(Default)]
struct Writer {
    text: String,
    params: Vec<Value>,
    names: Names,
    invalid: Option<String>,
}

/// A tree node that can be written.
trait Render {
    fn render(&self, w: &mut Writer);
}

impl Writer {
    fn push(&mut self, sql: &str) {
        self.text.push_str(sql);
    }

    fn ident(&mut self, name: &str) {
        ident::quote(name, &mut self.text);
    }

    fn param(&mut self, value: &Value) {
        self.params.push(value.clone());
        self.mark(self.params.len());
    }

    /// `$number`.
    fn mark(&mut self, number: usize) {
        self.text.push('$');
        // Formatting costs more than all else about a parameter, and most have one digit.
        match u8::try_from(number) {
            Ok(digit @ 0..=9) => self.text.push(char::from(b'0' + digit)),
            _ => self.display(number),
        }
    }

    /// Text that numbers its values from 1, with the numbers moved behind those before it.
    fn fixed(&mut self, text: &str, params: &[Value]) {
        let before = self.params.len();
        // Every other piece between quotes is a name, in which a `$` is a letter.
        for (index, piece) in text.split('"').enumerate() {
            if index > 0 {
                self.push("\"");
            }
            match index % 2 {
                0 => self.renumbered(piece, before),
                _ => self.push(piece),
            }
        }
        self.params.extend_from_slice(params);
    }

    fn renumbered(&mut self, text: &str, before: usize) {
        let mut pieces = text.split('$');
        pieces.by_ref().take(1).for_each(|piece| self.push(piece));
        for piece in pieces {
            let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
            let number: usize = piece[..digits].parse().unwrap_or(0);
            self.mark(number + before);
            self.push(&piece[digits..]);
        }
    }

    fn type_name(&mut self, ty: TypeName) {
        ty.push_to(&mut self.text);
    }

    fn display(&mut self, what: impl fmt::Display) {
        let _ = write!(self.text, "{what}");
    }

    /// `items`, each rendered by `each`, with `joint` between.
    fn joined<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        joint: &str,
        mut each: impl FnMut(&mut Self, T),
    ) {
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.push(joint);
            }
            each(self, item);
        }
    }

    fn list<'a, T: Render + 'a>(&mut self, items: impl IntoIterator<Item = &'a T>) {
        self.joined(items, ", ", |w, item| item.render(w));
    }

    /// Renders with other names, then goes back to those of before.
    fn naming(&mut self, names: Names, render: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.names, names);
        render(self);
        self.names = before;
    }

    fn refuse(&mut self, why: impl Into<String>) {
        self.invalid.get_or_insert_with(|| why.into());
    }
}

impl Render for Statement {
    fn render(&self, w: &mut Writer) {
        match self {
            Self::Select(select) => select.render(w),
            Self::Compound(compound) => compound.render(w),
            Self::Insert(insert) => insert.render(w),
            Self::Update(update) => update.render(w),
            Self::Delete(delete) => delete.render(w),
            Self::Raw(parts) => w.naming(Names::Qualified, |w| {
                parts.iter().for_each(|part| part.render(w))
            }),
            Self::Fixed { text, params } => w.fixed(text, params),
            Self::Invalid(why) => w.refuse(why.clone()),
        }
    }
}
