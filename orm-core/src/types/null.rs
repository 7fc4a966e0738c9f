//! Whether a value may be NULL, as a type.

use super::SqlType;

/// Says that a value is never NULL.
#[derive(Debug, Clone, Copy)]
pub struct NotNull;

/// Says that a value may be NULL.
#[derive(Debug, Clone, Copy)]
pub struct Nullable;

/// [`NotNull`] or [`Nullable`].
pub trait Nullability: 'static {
    /// Whether it is [`Nullable`].
    const IS_NULLABLE: bool;
    /// Nullable if either side is.
    type Or<Other: Nullability>: Nullability;
    /// `T`, or `Option<T>` where the value may be NULL.
    type Apply<T: SqlType>: SqlType;
    /// Whether the value may be NULL.
    const NULLABLE: bool;
}

impl Nullability for NotNull {
    const IS_NULLABLE: bool = false;
    type Or<Other: Nullability> = Other;
    type Apply<T: SqlType> = T;
    const NULLABLE: bool = false;
}

impl Nullability for Nullable {
    const IS_NULLABLE: bool = true;
    type Or<Other: Nullability> = Self;
    type Apply<T: SqlType> = T::Optional;
    const NULLABLE: bool = true;
}
