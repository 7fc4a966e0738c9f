//! Shapes of PostGIS over the crate `geo-types`: `geometry` and `geography`.

use std::fmt;

mod ewkb;

use bytes::BytesMut;
use postgres_types::FromSql;
use postgres_types::IsNull;
use postgres_types::ToSql;
use postgres_types::Type;
use postgres_types::to_sql_checked;

use crate::types::BoxError;
use crate::types::Element;
use crate::types::NotNull;
use crate::types::SqlType;
use crate::types::TypeName;
use crate::types::kind::Comparable;
use crate::types::kind::Ordered;
use crate::types::wire::Reader;

/// The reference system of longitude and latitude on the earth, which `geography` uses.
const WGS_84: i32 = 4326;

/// A shape in the plane: `geometry`. `Geometry<Point>` holds points only.
///
/// A column's `sql_type`, such as `geometry(Point, 4326)`, makes the server check kind and
/// reference system. Shapes have two coordinates; one with Z or M is an error when it is read.
///
/// ```
/// use orm_core::types::Geometry;
/// use orm_core::types::geo_types::Point;
/// let berlin = Geometry::with_srid(Point::new(13.4, 52.5), 4326);
/// assert_eq!(berlin.srid, Some(4326));
/// ```
///
/// PostGIS: <https://postgis.net/docs/using_postgis_dbmanagement.html#PostGIS_Geometry>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Geometry<S = geo_types::Geometry<f64>> {
    /// The shape.
    pub shape: S,
    /// The key of its reference system; `None` is unknown, which PostGIS writes as 0.
    pub srid: Option<i32>,
}

/// A shape on the earth: `geography`. `Geography<Point>` holds points only.
///
/// x is the longitude and y the latitude.
///
/// PostGIS: <https://postgis.net/docs/using_postgis_dbmanagement.html#PostGIS_Geography>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Geography<S = geo_types::Geometry<f64>> {
    /// The shape.
    pub shape: S,
    /// The key of its reference system: 4326 unless told.
    pub srid: i32,
}

/// A shape of `geo-types`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a shape",
    label = "not a shape that PostGIS has",
    note = "shapes are those of `geo_types` over `f64`: `Point`, `LineString`, `Polygon`, their `Multi..` forms, `GeometryCollection` and `Geometry`"
)]
pub trait Shape: Clone + fmt::Debug + Send + Sync + 'static {
    /// The shape as any shape.
    fn to_geometry(&self) -> geo_types::Geometry<f64>;

    /// The shape out of any shape; `None` where that is of another kind.
    fn from_geometry(geometry: geo_types::Geometry<f64>) -> Option<Self>;
}

impl Shape for geo_types::Geometry<f64> {
    fn to_geometry(&self) -> Self {
        self.clone()
    }

    fn from_geometry(geometry: Self) -> Option<Self> {
        Some(geometry)
    }
}

/// Implements [`Shape`] for each kind.
macro_rules! shape {
    ($($kind:ident),+) => {$(
        impl Shape for geo_types::$kind<f64> {
            fn to_geometry(&self) -> geo_types::Geometry<f64> { geo_types::Geometry::$kind(self.clone()) }
            fn from_geometry(geometry: geo_types::Geometry<f64>) -> Option<Self> { geometry.try_into().ok() }
        }
    )+};
}

shape!(
    Point,
    LineString,
    Polygon,
    MultiPoint,
    MultiLineString,
    MultiPolygon,
    GeometryCollection
);

impl<S> Geometry<S> {
    /// A shape without a reference system.
    #[must_use]
    pub const fn new(shape: S) -> Self {
        Self { shape, srid: None }
    }

    /// A shape in a reference system, such as 4326.
    #[must_use]
    pub const fn with_srid(shape: S, srid: i32) -> Self {
        let srid = Some(srid);
        Self { shape, srid }
    }
}

impl<S> Geography<S> {
    /// A shape by longitude and latitude.
    #[must_use]
    pub const fn new(shape: S) -> Self {
        let srid = WGS_84;
        Self { shape, srid }
    }
}

impl<S: Shape> Geometry<S> {
    fn parts(&self) -> (&S, Option<i32>) {
        (&self.shape, self.srid)
    }

    fn from_parts(shape: S, srid: Option<i32>) -> Self {
        Self { shape, srid }
    }
}

impl<S: Shape> Geography<S> {
    fn parts(&self) -> (&S, Option<i32>) {
        (&self.shape, Some(self.srid))
    }

    fn from_parts(shape: S, srid: Option<i32>) -> Self {
        let srid = srid.unwrap_or(WGS_84);
        Self { shape, srid }
    }
}

/// Implements the driver's traits for both types.
macro_rules! spatial {
    ($($rust:ident => $sql:literal;)+) => {$(
        impl<S: Shape> ToSql for $rust<S> {
            fn to_sql(&self, _: &Type, out: &mut BytesMut) -> Result<IsNull, BoxError> {
                let (shape, srid) = self.parts();
                ewkb::encode(&shape.to_geometry(), srid, out)?;
                Ok(IsNull::No)
            }
            fn accepts(ty: &Type) -> bool { ty.name() == $sql }
            to_sql_checked!();
        }
        impl<'a, S: Shape> FromSql<'a> for $rust<S> {
            fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, BoxError> {
                let (shape, srid) = decode($sql, raw)?;
                Ok(Self::from_parts(shape, srid))
            }
            fn accepts(ty: &Type) -> bool { ty.name() == $sql }
        }
        #[diagnostic::do_not_recommend]
        impl<S: Shape> SqlType for $rust<S> {
            type Base = Self;
            type Null = NotNull;
            type Optional = Option<Self>;
            const SQL: TypeName = TypeName::builtin($sql);
        }
        impl<S: Shape> Element for $rust<S> {}
        impl<S> Comparable for $rust<S> {}
        impl<S> Ordered for $rust<S> {}
    )+};
}

spatial! {
    Geometry => "geometry";
    Geography => "geography";
}

fn decode<S: Shape>(what: &'static str, raw: &[u8]) -> Result<(S, Option<i32>), BoxError> {
    let (geometry, srid) = Reader::whole(what, raw, ewkb::decode)?;
    let found = ewkb::kind(&geometry);
    let shape = S::from_geometry(geometry).ok_or_else(|| {
        format!(
            "the shape is a {found}, wanted `{}`",
            std::any::type_name::<S>()
        )
    })?;
    Ok((shape, srid))
}
