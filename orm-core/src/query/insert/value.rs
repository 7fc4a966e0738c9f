//! What the setters of a builder take.

/// A value for a column that is NOT NULL.
///
/// ```
/// # use orm_doc::*;
/// // `&str` and `String` turn into a `String`, `i32` into an `i64`.
/// let row = NewUser::builder().name("Ada").email(String::from("ada@example.com")).build();
/// assert_eq!(row.name, "Ada");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value for a column of type `{T}`",
    label = "expected `{T}`, or what turns into it",
    note = "a column that is not an `Option` is NOT NULL and takes no `None`"
)]
pub trait IntoValue<T> {
    /// The value.
    fn into_value(self) -> T;
}

#[diagnostic::do_not_recommend]
impl<T, V: Into<T>> IntoValue<T> for V {
    fn into_value(self) -> T {
        self.into()
    }
}

/// A value for a column that may be NULL: `T`, `Option<T>`, or text for a `String`.
///
/// ```
/// # use orm_doc::*;
/// let ada = NewUser::builder().name("Ada").email("ada@example.com");
/// let bio: Option<String> = None;
/// assert_eq!(ada.bio("x").bio(bio).build().bio, None);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value for a column of type `Option<{T}>`",
    label = "expected `{T}` or `Option<{T}>`"
)]
pub trait IntoNullable<T> {
    /// The value.
    fn into_nullable(self) -> Option<T>;
}

impl<T> IntoNullable<T> for T {
    fn into_nullable(self) -> Option<T> {
        Some(self)
    }
}

impl<T> IntoNullable<T> for Option<T> {
    fn into_nullable(self) -> Option<T> {
        self
    }
}

impl IntoNullable<String> for &str {
    fn into_nullable(self) -> Option<String> {
        Some(self.to_owned())
    }
}

impl IntoNullable<String> for &String {
    fn into_nullable(self) -> Option<String> {
        Some(self.clone())
    }
}
