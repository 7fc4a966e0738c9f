//! What `#[derive(SqlType)]` calls, and how a newtype has the abilities of what it holds.

use std::marker::PhantomData;

use bytes::BytesMut;
use postgres_types::IsNull;
use postgres_types::Kind;
use postgres_types::ToSql;
use postgres_types::Type;

use crate::schema::TypeDefinition;
use crate::types::BoxError;
use crate::types::SqlType;
use crate::types::TypeName;
use crate::types::decode;
use crate::types::kind::ArrayType;
use crate::types::kind::Averageable;
use crate::types::kind::Comparable;
use crate::types::kind::DateTimeType;
use crate::types::kind::Integer;
use crate::types::kind::JsonType;
use crate::types::kind::MinMax;
use crate::types::kind::Number;
use crate::types::kind::Ordered;
use crate::types::kind::RangeType;
use crate::types::kind::Subtractable;
use crate::types::kind::Summable;
use crate::types::kind::Textual;

/// What a newtype over `T` may do: the same as `T`.
///
/// `impl Textual for Name where String: Textual` would be an error wherever the bound is false;
/// a bound over a lifetime is not judged until the trait is used. So the derive writes
/// `impl Textual for Name where for<'a> Newtype<'a, String>: Textual`.
#[derive(Debug)]
pub struct Newtype<'a, T>(PhantomData<&'a T>);

/// Forwards traits that have no items.
macro_rules! forward {
    ($($kind:ident),+) => {$(
        #[diagnostic::do_not_recommend]
        impl<T: $kind> $kind for Newtype<'_, T> {}
    )+};
}

forward!(
    Textual, Integer, Number, Comparable, Ordered, MinMax, JsonType
);

/// Forwards traits that have one type.
macro_rules! forward_type {
    ($($kind:ident::$name:ident),+) => {$(
        #[diagnostic::do_not_recommend]
        impl<T: $kind> $kind for Newtype<'_, T> { type $name = T::$name; }
    )+};
}

forward_type!(
    Summable::Sum,
    Averageable::Avg,
    DateTimeType::PlusInterval,
    Subtractable::Difference,
    ArrayType::Element,
    RangeType::Element
);

/// A newtype: what `#[derive(SqlType)]` writes; the driver's traits call the functions below.
pub trait Wrap: Sized {
    /// The type of the field.
    type Inner: SqlType;
    /// The domain, where the newtype is one.
    const DOMAIN: Option<&'static TypeDefinition>;

    /// The field.
    fn inner(&self) -> &Self::Inner;

    /// The newtype around a value.
    fn wrap(inner: Self::Inner) -> Self;
}

/// The SQL type of the field.
#[must_use]
pub const fn base_sql<W: Wrap>() -> TypeName {
    <W::Inner as SqlType>::SQL
}

/// What has to be created before a column can have the type of the field.
#[must_use]
pub const fn base_definition<W: Wrap>() -> Option<&'static TypeDefinition> {
    <W::Inner as SqlType>::DEFINITION
}

/// The SQL type of a newtype: the domain, or that of the field.
#[must_use]
pub const fn wrapped_sql<W: Wrap>() -> TypeName {
    match W::DOMAIN {
        Some(domain) => TypeName::user(
            match domain.schema {
                Some(schema) => schema,
                None => "",
            },
            domain.name,
        ),
        None => base_sql::<W>(),
    }
}

/// What has to be created before a column can have the newtype.
#[must_use]
pub const fn wrapped_definition<W: Wrap>() -> Option<&'static TypeDefinition> {
    match W::DOMAIN {
        Some(domain) => Some(domain),
        None => base_definition::<W>(),
    }
}

/// Whether a type of the server is the domain, or what it is made of, which results report.
#[must_use]
pub fn wrapped_accepts<W: Wrap>(ty: &Type) -> bool {
    <W::Inner as ToSql>::accepts(base_type::<W>(ty))
}

/// Writes the field.
///
/// # Errors
/// If it cannot be encoded.
pub fn wrapped_to_sql<W: Wrap>(
    newtype: &W,
    ty: &Type,
    out: &mut BytesMut,
) -> Result<IsNull, BoxError> {
    newtype.inner().to_sql(base_type::<W>(ty), out)
}

/// Reads the field.
///
/// # Errors
/// If the cell does not fit it.
pub fn wrapped_from_sql<W: Wrap>(ty: &Type, raw: &[u8]) -> Result<W, BoxError> {
    decode(base_type::<W>(ty), Some(raw)).map(W::wrap)
}

/// What the domain is made of, where the type is the domain; else the type itself.
fn base_type<W: Wrap>(ty: &Type) -> &Type {
    match ty.kind() {
        Kind::Domain(base) if W::DOMAIN.is_some() && wrapped_sql::<W>().is(ty) => base,
        _ => ty,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::types::TypeKind;

    #[derive(Debug)]
    struct Email(String);

    impl Wrap for Email {
        type Inner = String;
        const DOMAIN: Option<&'static TypeDefinition> = Some(&TypeDefinition {
            schema: None,
            name: "email",
            comment: None,
            kind: TypeKind::Domain {
                base: <String as SqlType>::SQL,
                uses: None,
                sql_type: None,
                not_null: false,
                default: None,
                check: None,
            },
        });

        fn inner(&self) -> &String {
            &self.0
        }

        fn wrap(inner: String) -> Self {
            Self(inner)
        }
    }

    #[test]
    fn a_domain_and_its_base_are_accepted_and_another_domain_is_not() {
        let domain = |name: &str| {
            let kind = Kind::Domain(Type::TEXT);
            Type::new(name.into(), 70_000, kind, "public".into())
        };
        assert!(wrapped_accepts::<Email>(&domain("email")));
        assert!(wrapped_accepts::<Email>(&Type::TEXT));
        assert!(!wrapped_accepts::<Email>(&domain("phone")));
        assert!(!wrapped_accepts::<Email>(&Type::INT4));
    }

    #[test]
    fn a_domain_has_its_own_name() {
        assert_eq!(wrapped_sql::<Email>().to_string(), "\"email\"");
    }
}
