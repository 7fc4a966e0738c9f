//! Points and what two or three numbers describe: `point`, `line`, `lseg`, `box`, `circle`.

use std::fmt;

use bytes::BufMut;
use bytes::BytesMut;

use crate::types::BoxError;
use crate::types::wire::Reader;

/// A point in the plane: `point`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-geometric.html>
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Point {
    /// The first coordinate.
    pub x: f64,
    /// The second coordinate.
    pub y: f64,
}

/// An infinite line `ax + by + c = 0`: `line`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-geometric.html#DATATYPE-LINE>
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Line {
    /// The factor of x; not zero where `b` is.
    pub a: f64,
    /// The factor of y; not zero where `a` is.
    pub b: f64,
    /// The rest.
    pub c: f64,
}

/// A line segment: `lseg`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-geometric.html#DATATYPE-LSEG>
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Lseg {
    /// Where it begins.
    pub start: Point,
    /// Where it ends.
    pub end: Point,
}

/// A rectangle with sides along the axes: `box`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-geometric.html#DATATYPE-GEOMETRIC-BOXES>
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Rect {
    upper_right: Point,
    lower_left: Point,
}

/// A circle: `circle`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-geometric.html#DATATYPE-CIRCLE>
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Circle {
    /// Its centre.
    pub center: Point,
    /// Its radius, not negative.
    pub radius: f64,
}

impl Point {
    /// A point by its coordinates.
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    pub(super) fn encode(self, out: &mut BytesMut) -> Result<(), BoxError> {
        out.put_f64(self.x);
        out.put_f64(self.y);
        Ok(())
    }

    pub(super) fn decode(reader: &mut Reader<'_>) -> Result<Self, BoxError> {
        let x = reader.f64()?;
        Ok(Self::new(x, reader.f64()?))
    }
}

impl Line {
    /// The line `ax + by + c = 0`.
    #[must_use]
    pub const fn new(a: f64, b: f64, c: f64) -> Self {
        Self { a, b, c }
    }

    fn encode(self, out: &mut BytesMut) -> Result<(), BoxError> {
        if self.a == 0.0 && self.b == 0.0 {
            return Err("a line whose `a` and `b` are both zero".into());
        }
        [self.a, self.b, self.c]
            .into_iter()
            .for_each(|part| out.put_f64(part));
        Ok(())
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, BoxError> {
        let a = reader.f64()?;
        let b = reader.f64()?;
        Ok(Self::new(a, b, reader.f64()?))
    }
}

impl Lseg {
    /// A segment by its ends.
    #[must_use]
    pub const fn new(start: Point, end: Point) -> Self {
        Self { start, end }
    }

    fn encode(self, out: &mut BytesMut) -> Result<(), BoxError> {
        self.start.encode(out)?;
        self.end.encode(out)
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, BoxError> {
        let start = Point::decode(reader)?;
        Ok(Self::new(start, Point::decode(reader)?))
    }
}

impl Rect {
    /// A rectangle by any two opposite corners, which are put in PostgreSQL's order.
    ///
    /// ```
    /// use orm_core::types::{Point, Rect};
    /// let rect = Rect::new(Point::new(0.0, 5.0), Point::new(3.0, 1.0));
    /// assert_eq!(rect.to_string(), "(3,5),(0,1)");
    /// ```
    #[must_use]
    pub const fn new(one: Point, other: Point) -> Self {
        Self {
            upper_right: Point::new(one.x.max(other.x), one.y.max(other.y)),
            lower_left: Point::new(one.x.min(other.x), one.y.min(other.y)),
        }
    }

    /// The corner with the larger coordinates.
    #[must_use]
    pub const fn upper_right(self) -> Point {
        self.upper_right
    }

    /// The corner with the smaller coordinates.
    #[must_use]
    pub const fn lower_left(self) -> Point {
        self.lower_left
    }

    fn encode(self, out: &mut BytesMut) -> Result<(), BoxError> {
        self.upper_right.encode(out)?;
        self.lower_left.encode(out)
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, BoxError> {
        let upper_right = Point::decode(reader)?;
        let lower_left = Point::decode(reader)?;
        Ok(Self {
            upper_right,
            lower_left,
        })
    }
}

impl Circle {
    /// A circle by its centre and radius.
    #[must_use]
    pub const fn new(center: Point, radius: f64) -> Self {
        Self { center, radius }
    }

    fn encode(self, out: &mut BytesMut) -> Result<(), BoxError> {
        if self.radius < 0.0 {
            return Err(format!("a circle with the radius {}", self.radius).into());
        }
        self.center.encode(out)?;
        out.put_f64(self.radius);
        Ok(())
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, BoxError> {
        let center = Point::decode(reader)?;
        Ok(Self::new(center, reader.f64()?))
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({},{})", self.x, self.y)
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{},{},{}}}", self.a, self.b, self.c)
    }
}

impl fmt::Display for Lseg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{},{}]", self.start, self.end)
    }
}

impl fmt::Display for Rect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.upper_right, self.lower_left)
    }
}

impl fmt::Display for Circle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{},{}>", self.center, self.radius)
    }
}

impl From<(f64, f64)> for Point {
    fn from((x, y): (f64, f64)) -> Self {
        Self { x, y }
    }
}

impl From<Point> for (f64, f64) {
    fn from(point: Point) -> Self {
        (point.x, point.y)
    }
}

wire_type! { Point => "point" }
wire_type! { Line => "line" }
wire_type! { Lseg => "lseg" }
wire_type! { Rect => "box" }
wire_type! { Circle => "circle" }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_written_by_its_larger_corner_first() {
        let mut out = BytesMut::new();
        let rect = Rect::new(Point::new(1.0, 2.0), Point::new(3.0, 4.0));
        rect.encode(&mut out).unwrap();
        assert_eq!(&out[..8], 3.0_f64.to_be_bytes());
        assert_eq!(&out[24..], 2.0_f64.to_be_bytes());
        assert_eq!(Rect::decode(&mut Reader::new("box", &out)).unwrap(), rect);
    }

    #[test]
    fn what_the_server_would_refuse_is_refused_before() {
        assert!(
            Line::new(0.0, 0.0, 1.0)
                .encode(&mut BytesMut::new())
                .is_err()
        );
        assert!(
            Circle::new(Point::default(), -1.0)
                .encode(&mut BytesMut::new())
                .is_err()
        );
    }
}
