//! What may stand beside an expression.

use crate::expr::Column;
use crate::expr::Expr;
use crate::scope::column::TableColumn;
use crate::scope::from::Source;
use crate::types::Element;
use crate::types::NotNull;
use crate::types::SqlType;

/// A value or expression that may stand beside one of type `T`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be compared with an expression of type `{T}`",
    label = "expected a `{T}`; `.cast::<{T}>()` another type, test for NULL by `.is_null()` or `.is_not_distinct_from(..)`, give a `timestamp` its zone by `at time zone`"
)]
pub trait ComparableTo<T> {}

/// The type of a column or expression is `T`, or `Option<T>`.
#[diagnostic::on_unimplemented(
    message = "an expression of type `{Self}` cannot be compared with one of type `{T}`",
    label = "this is `{Self}`, the other side is `{T}`",
    note = "cast one side, such as `.cast::<{T}>()`"
)]
pub trait SameType<T> {}

#[diagnostic::do_not_recommend]
impl<T: SqlType<Null = NotNull>> SameType<T> for T {}
#[diagnostic::do_not_recommend]
impl<T: SqlType<Null = NotNull, Optional = Option<T>>> SameType<T> for Option<T> {}

#[diagnostic::do_not_recommend]
impl<T: SqlType<Null = NotNull>> ComparableTo<T> for T {}
#[diagnostic::do_not_recommend]
impl ComparableTo<String> for &String {}
#[diagnostic::do_not_recommend]
impl ComparableTo<String> for &str {}
#[diagnostic::do_not_recommend]
impl<T: Element, const N: usize> ComparableTo<Vec<T>> for [T; N] {}
#[diagnostic::do_not_recommend]
impl<const N: usize> ComparableTo<Vec<String>> for [&str; N] {}
#[diagnostic::do_not_recommend]
impl<T, S: Source, C: TableColumn> ComparableTo<T> for Column<S, C> where C::Type: SameType<T> {}
#[diagnostic::do_not_recommend]
impl<T, U: SqlType + SameType<T>, Scope> ComparableTo<T> for Expr<U, Scope> {}

/// As [`ComparableTo`], and an `Option` too: for tests that know NULL.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be compared with an expression of type `{T}`",
    label = "expected a value, an `Option` or an expression of type `{T}`"
)]
pub trait DistinguishableFrom<T> {}

#[diagnostic::do_not_recommend]
impl<T: SqlType<Null = NotNull>> DistinguishableFrom<T> for T {}
#[diagnostic::do_not_recommend]
impl<T: SqlType<Null = NotNull, Optional = Self>> DistinguishableFrom<T> for Option<T> {}
#[diagnostic::do_not_recommend]
impl DistinguishableFrom<String> for &str {}
#[diagnostic::do_not_recommend]
impl DistinguishableFrom<String> for &String {}
#[diagnostic::do_not_recommend]
impl<T, S: Source, C: TableColumn> DistinguishableFrom<T> for Column<S, C> where C::Type: SameType<T>
{}
#[diagnostic::do_not_recommend]
impl<T, U: SqlType + SameType<T>, Scope> DistinguishableFrom<T> for Expr<U, Scope> {}
