//! Lists of values, which are sent as one array.

/// Several values of type `T`, sent as one array.
///
/// ```
/// # use orm_doc::*;
/// let ids = vec![1, 2];
/// assert_eq!(
///     from(User).filter(User.id.in_(&ids)).select(User.name).to_sql().text,
///     r#"select "name" from "users" where "id" = any($1)"#,
/// );
/// assert_eq!(
///     from(User).filter(User.id.in_([1, 2, 3])).select(User.name).to_sql().text,
///     r#"select "name" from "users" where "id" = any($1)"#,
/// );
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of `{T}` values",
    label = "expected a `Vec`, slice or array of `{T}`",
    note = "a subquery goes to `.in_query(..)`"
)]
pub trait IntoArray<T> {
    /// The array.
    fn into_array(self) -> Vec<T>;
}

impl<T> IntoArray<T> for Vec<T> {
    fn into_array(self) -> Vec<T> {
        self
    }
}

impl<T, const N: usize> IntoArray<T> for [T; N] {
    fn into_array(self) -> Vec<T> {
        self.into()
    }
}

impl<T: Clone> IntoArray<T> for &[T] {
    fn into_array(self) -> Vec<T> {
        self.to_vec()
    }
}

impl<T: Clone> IntoArray<T> for &Vec<T> {
    fn into_array(self) -> Vec<T> {
        self.clone()
    }
}

impl<T: Clone, const N: usize> IntoArray<T> for &[T; N] {
    fn into_array(self) -> Vec<T> {
        self.to_vec()
    }
}

impl<const N: usize> IntoArray<String> for [&str; N] {
    fn into_array(self) -> Vec<String> {
        self.map(str::to_owned).into()
    }
}

impl IntoArray<String> for &[&str] {
    fn into_array(self) -> Vec<String> {
        self.iter().map(|text| (*text).to_owned()).collect()
    }
}

impl IntoArray<String> for Vec<&str> {
    fn into_array(self) -> Vec<String> {
        self.into_iter().map(str::to_owned).collect()
    }
}
