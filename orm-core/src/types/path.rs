//! Runs of points: `path` and `polygon`.

use std::fmt;

use bytes::BufMut;
use bytes::BytesMut;

use crate::types::BoxError;
use crate::types::Point;
use crate::types::wire::Reader;
use crate::types::wire::length;

/// A run of points: `path`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-geometric.html#DATATYPE-GEOMETRIC-PATHS>
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Path {
    /// The last point is joined to the first.
    Closed(Vec<Point>),
    /// The last point is the end.
    Open(Vec<Point>),
}

/// An area by its corners: `polygon`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-geometric.html#DATATYPE-POLYGON>
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Polygon(pub Vec<Point>);

impl Path {
    /// The points in order.
    #[must_use]
    pub fn points(&self) -> &[Point] {
        match self {
            Self::Closed(points) | Self::Open(points) => points,
        }
    }

    fn encode(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        out.put_u8(match self {
            Self::Closed(_) => 1,
            Self::Open(_) => 0,
        });
        put_points(self.points(), "path", out)
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, BoxError> {
        match reader.u8()? {
            0 => points(reader).map(Self::Open),
            _ => points(reader).map(Self::Closed),
        }
    }
}

impl Polygon {
    fn encode(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        put_points(&self.0, "polygon", out)
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, BoxError> {
        points(reader).map(Self)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Closed(points) => write!(f, "({})", Joined(points)),
            Self::Open(points) => write!(f, "[{}]", Joined(points)),
        }
    }
}

impl fmt::Display for Polygon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({})", Joined(&self.0))
    }
}

struct Joined<'a>(&'a [Point]);

impl fmt::Display for Joined<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, point) in self.0.iter().enumerate() {
            f.write_str(if at == 0 { "" } else { "," })?;
            write!(f, "{point}")?;
        }
        Ok(())
    }
}

fn put_points(points: &[Point], what: &str, out: &mut BytesMut) -> Result<(), BoxError> {
    if points.is_empty() {
        return Err(format!("a {what} without points").into());
    }
    out.put_i32(length(points.len())?);
    points.iter().try_for_each(|point| point.encode(out))
}

fn points(reader: &mut Reader<'_>) -> Result<Vec<Point>, BoxError> {
    let count = reader.count(16)?;
    (0..count).map(|_| Point::decode(reader)).collect()
}

wire_type! { Path => "path" }
wire_type! { Polygon => "polygon" }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_first_whether_it_is_closed() {
        let path = Path::Closed(vec![Point::new(0.0, 0.0), Point::new(1.0, 0.0)]);
        let mut out = BytesMut::new();
        path.encode(&mut out).unwrap();
        assert_eq!(&out[..5], [1, 0, 0, 0, 2]);
        assert_eq!(Path::decode(&mut Reader::new("path", &out)).unwrap(), path);
        assert_eq!(path.to_string(), "((0,0),(1,0))");
    }

    #[test]
    fn a_polygon_without_points_is_refused() {
        assert!(Polygon(Vec::new()).encode(&mut BytesMut::new()).is_err());
    }
}
