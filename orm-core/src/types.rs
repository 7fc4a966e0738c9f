//! Which Rust type holds which SQL type.
//!
//! [`SqlType`] is the one trait that a column's type implements. The driver's own traits
//! ([`ToSql`], [`FromSql`]) encode and decode; this trait adds the name of the SQL type and
//! what is needed to follow NULL through an expression. What may be done with a type is in
//! [`kind`].
//!
//! | Rust | SQL | feature |
//! |---|---|---|
//! | `bool`, `i16`, `i32`, `i64`, `f32`, `f64` | `bool`, `int2`, `int4`, `int8`, `float4`, `float8` | |
//! | [`Numeric`]; `rust_decimal::Decimal` | `numeric` | ; `decimal` |
//! | `String`, `Box<str>` | `text`, and reads `varchar`, `char(n)`, `name` | |
//! | `Vec<u8>` | `bytea` | |
//! | `i8` | `"char"` | |
//! | `DateTime<Utc>`, `<Local>`, `<FixedOffset>`; `jiff::Timestamp`; `time::OffsetDateTime`; `SystemTime` | `timestamptz` | `chrono`; `jiff`; `time`; |
//! | `NaiveDateTime`; `civil::DateTime`; `PrimitiveDateTime` | `timestamp` | `chrono`; `jiff`; `time` |
//! | `NaiveDate`; `civil::Date`; `time::Date` | `date` | `chrono`; `jiff`; `time` |
//! | `NaiveTime`; `civil::Time`; `time::Time` | `time` | `chrono`; `jiff`; `time` |
//! | [`Timestamp<T>`](Timestamp), [`Date<T>`](Date) | the same, with infinities | |
//! | [`TimeTz`], [`Interval`] | `timetz`, `interval` | |
//! | `Json<T>`, `serde_json::Value`; `JsonText<T>` | `jsonb`; `json` | `json` |
//! | `uuid::Uuid` | `uuid` | `uuid` |
//! | `Vec<T>`, [`Array<T>`](Array) | arrays of one, of several dimensions | |
//! | [`Range<T>`](Range), [`Multirange<T>`](Multirange) | `int4range` …, `int4multirange` … | |
//! | `IpAddr`; `cidr::IpInet`, `cidr::IpCidr` | `inet`; `inet`, `cidr` | ; `net` |
//! | [`MacAddr`], [`MacAddr8`] | `macaddr`, `macaddr8` | |
//! | `Bit`, `VarBit` | `bit`, `varbit` | `bit` |
//! | [`Point`], [`Line`], [`Lseg`], [`Rect`], [`Path`], [`Polygon`], [`Circle`] | `point`, `line`, `lseg`, `box`, `path`, `polygon`, `circle` | |
//! | [`TsVector`], [`TsQuery`] | `tsvector`, `tsquery` | |
//! | [`Citext`], [`Ltree`], [`Lquery`], [`Ltxtquery`], [`Hstore`] | of the extensions of these names | |
//! | `pgvector::Vector`, `HalfVector`, `SparseVector` | `vector`, `halfvec`, `sparsevec` | `pgvector` |
//! | `Geometry<S>`, `Geography<S>` | `geometry`, `geography` | `postgis` |
//! | [`Xml`], [`JsonPath`], [`Money`], [`PgLsn`] | `xml`, `jsonpath`, `money`, `pg_lsn` | |
//! | [`Oid`], [`RegClass`], [`RegType`] | `oid`, `regclass`, `regtype` | |
//! | `#[derive(SqlType)]`, `PgEnum`, `PgComposite` | newtypes and domains, enums, composite types | |
//!
//! PostgreSQL keeps microseconds: what is finer in a Rust timestamp is cut off when it is sent.
//! Lengths and precisions, such as `varchar(20)`, are a column's `sql_type`, not the type's.
//!
//! The crates whose types are named here are re-exported, so that a user depends on `orm` alone:
//! `orm::types::chrono`, `orm::types::uuid` and so on.

use std::error::Error as StdError;

use postgres_types::FromSql;
use postgres_types::ToSql;
use postgres_types::Type;

use crate::schema::TypeDefinition;

#[macro_use]
mod wire;

pub mod guard;
pub mod kind;
mod name;
mod null;

mod array;
#[cfg(feature = "bit")]
mod bits;
mod bytea;
mod composite;
#[cfg(feature = "decimal")]
mod decimal;
#[cfg(feature = "pgvector")]
mod embedding;
mod enums;
mod geometric;
mod hstore;
mod interval;
#[cfg(feature = "json")]
mod json;
mod ltree;
mod money;
mod multirange;
mod net;
mod newtype;
mod number;
mod numeric;
mod oid;
mod path;
mod range;
#[cfg(feature = "serde")]
mod serialize;
#[cfg(feature = "postgis")]
mod spatial;
mod temporal;
mod text;
mod timetz;
mod tsquery;
mod tsvector;
#[cfg(feature = "uuid")]
mod uuids;

pub use name::TypeName;
pub use null::NotNull;
pub use null::Nullability;
pub use null::Nullable;

pub use array::Array;
pub use array::Dimension;
pub use array::Ragged;
#[cfg(feature = "bit")]
pub use bits::Bit;
#[cfg(feature = "bit")]
pub use bits::VarBit;
#[cfg(feature = "decimal")]
pub use decimal::DecimalError;
pub use enums::UnknownLabel;
pub use geometric::Circle;
pub use geometric::Line;
pub use geometric::Lseg;
pub use geometric::Point;
pub use geometric::Rect;
pub use hstore::Hstore;
pub use interval::InexactInterval;
pub use interval::Interval;
pub use interval::ParseIntervalError;
#[cfg(feature = "json")]
pub use json::Json;
#[cfg(feature = "json")]
pub use json::JsonText;
pub use ltree::Lquery;
pub use ltree::Ltree;
pub use ltree::Ltxtquery;
pub use money::Money;
pub use multirange::Multirange;
pub use net::MacAddr;
pub use net::MacAddr8;
pub use net::ParseMacAddrError;
pub use numeric::Numeric;
pub use numeric::ParseNumericError;
pub use oid::Oid;
pub use oid::PgLsn;
pub use oid::RegClass;
pub use oid::RegType;
pub use path::Path;
pub use path::Polygon;
pub use range::Range;
pub use range::RangeElement;
#[cfg(feature = "postgis")]
pub use spatial::Geography;
#[cfg(feature = "postgis")]
pub use spatial::Geometry;
#[cfg(feature = "postgis")]
pub use spatial::Shape;
pub use temporal::Date;
pub use temporal::Timestamp;
pub use text::Citext;
pub use text::JsonPath;
pub use text::Xml;
pub use timetz::TimeTz;
pub use timetz::TimeTzError;
pub use tsquery::TsQuery;
pub use tsvector::Lexeme;
pub use tsvector::Position;
pub use tsvector::TsVector;
pub use tsvector::Weight;

#[cfg(feature = "bit")]
pub use ::bit_vec;
pub use ::bytes;
#[cfg(feature = "chrono")]
pub use ::chrono;
#[cfg(feature = "net")]
pub use ::cidr;
#[cfg(feature = "postgis")]
pub use ::geo_types;
#[cfg(feature = "jiff")]
pub use ::jiff;
#[cfg(feature = "pgvector")]
pub use ::pgvector;
pub use ::postgres_types;
#[cfg(feature = "decimal")]
pub use ::rust_decimal;
#[cfg(feature = "json")]
pub use ::serde_json;
#[cfg(feature = "time")]
pub use ::time;
#[cfg(feature = "uuid")]
pub use ::uuid;

#[doc(hidden)]
pub mod derive;

/// The driver's error.
pub(crate) type BoxError = Box<dyn StdError + Send + Sync>;

/// A Rust type that holds a value of one SQL type.
///
/// It is implemented for the standard types, for `Option<T>` (NULL) and `Vec<T>` (arrays), and
/// derived by `#[derive(SqlType)]`, `#[derive(PgEnum)]` and `#[derive(PgComposite)]`.
///
/// A type with a binary format of its own implements the driver's traits and this one by hand:
///
/// ```
/// use orm_core::types::bytes::BytesMut;
/// use orm_core::types::postgres_types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
/// use orm_core::types::{Element, NotNull, SqlType, TypeName};
///
/// type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;
///
/// /// A colour, stored as `bytea` of three bytes.
/// #[derive(Debug, Clone, Copy, PartialEq)]
/// struct Colour([u8; 3]);
///
/// impl ToSql for Colour {
///     fn to_sql(&self, _: &Type, out: &mut BytesMut) -> Result<IsNull> {
///         out.extend_from_slice(&self.0);
///         Ok(IsNull::No)
///     }
///     fn accepts(ty: &Type) -> bool {
///         *ty == Type::BYTEA
///     }
///     to_sql_checked!();
/// }
///
/// impl FromSql<'_> for Colour {
///     fn from_sql(_: &Type, raw: &[u8]) -> Result<Self> {
///         Ok(Self(raw.try_into()?))
///     }
///     fn accepts(ty: &Type) -> bool {
///         *ty == Type::BYTEA
///     }
/// }
///
/// impl SqlType for Colour {
///     type Base = Self;
///     type Null = NotNull;
///     type Optional = Option<Self>;
///     const SQL: TypeName = TypeName::builtin("bytea");
/// }
/// impl Element for Colour {} // so that `Vec<Colour>` is an array
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no SQL type",
    label = "not a type that a column can hold",
    note = "derive `SqlType` on a newtype, `PgEnum` on an enum, `PgComposite` on a struct, or wrap it in `Json<..>`"
)]
pub trait SqlType: ToSql + for<'a> FromSql<'a> + Send + Sync + 'static {
    /// The type without `Option`.
    type Base: SqlType;
    /// Whether it is an `Option`.
    type Null: Nullability;
    /// The type with `Option`, once.
    type Optional: SqlType;
    /// The SQL type.
    const SQL: TypeName;
    /// What has to be created before a column can have the type: an enum, a domain, a composite.
    const DEFINITION: Option<&'static TypeDefinition> = None;
    /// Whether [`check`](Self::check) may refuse a cell.
    const CHECKED: bool = false;

    /// Refuses a cell that [`FromSql`] would read as another value, or would panic on.
    ///
    /// # Errors
    /// If the Rust type cannot hold the value, such as `infinity` in a plain timestamp. The error
    /// names the type that can.
    #[inline]
    fn check(ty: &Type, raw: &[u8]) -> Result<(), Box<dyn StdError + Send + Sync>> {
        let _ = (ty, raw);
        Ok(())
    }

    /// Whether [`read`](Self::read) or [`check`](Self::check) looks at the type of the cell.
    const READS_TYPE: bool = true;

    /// Reads a cell that is not NULL, whose type was found to fit. It is the driver's reading, which
    /// the commonest types shorten: a call and a look at the type a cell add up.
    ///
    /// # Errors
    /// If the cell does not fit.
    #[inline]
    fn read(ty: &Type, raw: &[u8]) -> Result<Self, Box<dyn StdError + Send + Sync>> {
        Self::from_sql(ty, raw)
    }
}

/// Reads a cell, after [`SqlType::check`]; `None` is NULL.
///
/// # Errors
/// If the cell does not fit `T`.
#[inline]
pub fn decode<T: SqlType>(
    ty: &Type,
    raw: Option<&[u8]>,
) -> Result<T, Box<dyn StdError + Send + Sync>> {
    let Some(raw) = raw else {
        return T::from_sql_null(ty);
    };
    if T::CHECKED {
        T::check(ty, raw)?;
    }
    T::read(ty, raw)
}

#[diagnostic::do_not_recommend]
impl<T> SqlType for Option<T>
where
    T: SqlType<Base = T, Null = NotNull, Optional = Self>,
{
    type Base = T;
    type Null = Nullable;
    type Optional = Self;
    const SQL: TypeName = T::SQL;
    const DEFINITION: Option<&'static TypeDefinition> = T::DEFINITION;
    const CHECKED: bool = T::CHECKED;
    const READS_TYPE: bool = T::READS_TYPE;

    #[inline]
    fn check(ty: &Type, raw: &[u8]) -> Result<(), BoxError> {
        T::check(ty, raw)
    }

    #[inline]
    fn read(ty: &Type, raw: &[u8]) -> Result<Self, BoxError> {
        T::read(ty, raw).map(Some)
    }
}

/// A type whose values an array may hold: every type but `u8`, whose `Vec` is `bytea`, and
/// arrays themselves.
#[diagnostic::on_unimplemented(
    message = "an array cannot hold `{Self}`",
    label = "not the element of an array",
    note = "an array of several dimensions is `Array<T>`; `Vec<u8>` is `bytea`"
)]
pub trait Element: SqlType {}

impl<T> Element for Option<T> where T: Element + SqlType<Base = T, Null = NotNull, Optional = Self> {}
