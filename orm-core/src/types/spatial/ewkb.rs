//! PostGIS's binary form of a shape.
//!
//! Manual: <https://libgeos.org/specifications/wkb/>

use bytes::BufMut;
use bytes::BytesMut;
use geo_types::Coord;
use geo_types::Geometry;
use geo_types::GeometryCollection;
use geo_types::LineString;
use geo_types::MultiLineString;
use geo_types::MultiPoint;
use geo_types::MultiPolygon;
use geo_types::Point;
use geo_types::Polygon;

use crate::types::BoxError;
use crate::types::wire::Reader;

const LITTLE_ENDIAN: u8 = 1;
const HAS_Z: u32 = 0x8000_0000;
const HAS_M: u32 = 0x4000_0000;
const HAS_SRID: u32 = 0x2000_0000;
const POINT: u32 = 1;
const LINE_STRING: u32 = 2;
const POLYGON: u32 = 3;
const MULTI_POINT: u32 = 4;
const MULTI_LINE_STRING: u32 = 5;
const MULTI_POLYGON: u32 = 6;
const COLLECTION: u32 = 7;
/// How deep collections may nest before they are refused.
const MAX_DEPTH: usize = 32;

/// The name of the kind of a shape.
pub(super) const fn kind(geometry: &Geometry<f64>) -> &'static str {
    match geometry {
        Geometry::Point(_) => "Point",
        Geometry::Line(_) | Geometry::LineString(_) => "LineString",
        Geometry::Polygon(_) | Geometry::Rect(_) | Geometry::Triangle(_) => "Polygon",
        Geometry::MultiPoint(_) => "MultiPoint",
        Geometry::MultiLineString(_) => "MultiLineString",
        Geometry::MultiPolygon(_) => "MultiPolygon",
        Geometry::GeometryCollection(_) => "GeometryCollection",
    }
}

pub(super) fn encode(
    geometry: &Geometry<f64>,
    srid: Option<i32>,
    out: &mut BytesMut,
) -> Result<(), BoxError> {
    match geometry {
        Geometry::Point(point) => {
            header(POINT, srid, out);
            coordinate(point.0, out);
            Ok(())
        }
        Geometry::Line(line) => line_string(&LineString::from(line), srid, out),
        Geometry::LineString(line) => line_string(line, srid, out),
        Geometry::Polygon(area) => polygon(area, srid, out),
        Geometry::Rect(rect) => polygon(&rect.to_polygon(), srid, out),
        Geometry::Triangle(triangle) => polygon(&triangle.to_polygon(), srid, out),
        Geometry::MultiPoint(points) => many(MULTI_POINT, &points.0, srid, out),
        Geometry::MultiLineString(lines) => many(MULTI_LINE_STRING, &lines.0, srid, out),
        Geometry::MultiPolygon(areas) => many(MULTI_POLYGON, &areas.0, srid, out),
        Geometry::GeometryCollection(parts) => many(COLLECTION, &parts.0, srid, out),
    }
}

fn header(kind: u32, srid: Option<i32>, out: &mut BytesMut) {
    out.put_u8(LITTLE_ENDIAN);
    match srid {
        Some(srid) => {
            out.put_u32_le(kind | HAS_SRID);
            out.put_i32_le(srid);
        }
        None => out.put_u32_le(kind),
    }
}

fn coordinate(coordinate: Coord<f64>, out: &mut BytesMut) {
    out.put_f64_le(coordinate.x);
    out.put_f64_le(coordinate.y);
}

fn count(count: usize, out: &mut BytesMut) -> Result<(), BoxError> {
    out.put_u32_le(u32::try_from(count)?);
    Ok(())
}

fn ring(line: &LineString<f64>, out: &mut BytesMut) -> Result<(), BoxError> {
    count(line.0.len(), out)?;
    line.0.iter().for_each(|point| coordinate(*point, out));
    Ok(())
}

fn line_string(
    line: &LineString<f64>,
    srid: Option<i32>,
    out: &mut BytesMut,
) -> Result<(), BoxError> {
    header(LINE_STRING, srid, out);
    ring(line, out)
}

fn polygon(area: &Polygon<f64>, srid: Option<i32>, out: &mut BytesMut) -> Result<(), BoxError> {
    header(POLYGON, srid, out);
    if area.exterior().0.is_empty() {
        return count(0, out);
    }
    count(1 + area.interiors().len(), out)?;
    ring(area.exterior(), out)?;
    area.interiors()
        .iter()
        .try_for_each(|inner| ring(inner, out))
}

/// The parts of a shape have headers of their own, without the reference system.
fn many<P: Clone + Into<Geometry<f64>>>(
    kind: u32,
    parts: &[P],
    srid: Option<i32>,
    out: &mut BytesMut,
) -> Result<(), BoxError> {
    header(kind, srid, out);
    count(parts.len(), out)?;
    parts
        .iter()
        .try_for_each(|part| encode(&part.clone().into(), None, out))
}

pub(super) fn decode(reader: &mut Reader<'_>) -> Result<(Geometry<f64>, Option<i32>), BoxError> {
    shape(reader, 0)
}

/// Reads numbers in the byte order that a header gives.
struct Ordered<'r, 'a> {
    reader: &'r mut Reader<'a>,
    little: bool,
}

impl Ordered<'_, '_> {
    fn u32(&mut self) -> Result<u32, BoxError> {
        let bytes = self.reader.array()?;
        Ok(if self.little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        })
    }

    fn f64(&mut self) -> Result<f64, BoxError> {
        let bytes = self.reader.array()?;
        Ok(if self.little {
            f64::from_le_bytes(bytes)
        } else {
            f64::from_be_bytes(bytes)
        })
    }

    fn coordinate(&mut self) -> Result<Coord<f64>, BoxError> {
        let x = self.f64()?;
        Ok(Coord { x, y: self.f64()? })
    }

    // Nothing is allocated by a count alone: each element is read before the next is made room for.
    fn ring(&mut self) -> Result<LineString<f64>, BoxError> {
        let mut points = Vec::new();
        for _ in 0..self.u32()? {
            points.push(self.coordinate()?);
        }
        Ok(LineString(points))
    }

    fn polygon(&mut self) -> Result<Polygon<f64>, BoxError> {
        let mut rings = Vec::new();
        for _ in 0..self.u32()? {
            rings.push(self.ring()?);
        }
        if rings.is_empty() {
            return Ok(Polygon::new(LineString(Vec::new()), Vec::new()));
        }
        Ok(Polygon::new(rings.remove(0), rings))
    }

    fn parts<P: TryFrom<Geometry<f64>>>(&mut self, depth: usize) -> Result<Vec<P>, BoxError> {
        let mut parts = Vec::new();
        for _ in 0..self.u32()? {
            let (part, _) = shape(self.reader, depth + 1)?;
            let kind = kind(&part);
            let part = P::try_from(part).map_err(|_| format!("a {kind} where it cannot be"))?;
            parts.push(part);
        }
        Ok(parts)
    }
}

fn shape(reader: &mut Reader<'_>, depth: usize) -> Result<(Geometry<f64>, Option<i32>), BoxError> {
    if depth > MAX_DEPTH {
        return Err(format!("shapes nested deeper than {MAX_DEPTH}").into());
    }
    let little = reader.u8()? == LITTLE_ENDIAN;
    let mut cells = Ordered { reader, little };
    let flags = cells.u32()?;
    if flags & (HAS_Z | HAS_M) != 0 {
        return Err(
            "the shape has Z or M, which the Rust type does not keep; read `st_force2d(..)`".into(),
        );
    }
    let srid = if flags & HAS_SRID != 0 {
        Some(cells.u32()?.cast_signed())
    } else {
        None
    };
    let geometry = match flags & !HAS_SRID {
        POINT => Point(cells.coordinate()?).into(),
        LINE_STRING => cells.ring()?.into(),
        POLYGON => cells.polygon()?.into(),
        MULTI_POINT => MultiPoint(cells.parts(depth)?).into(),
        MULTI_LINE_STRING => MultiLineString(cells.parts(depth)?).into(),
        MULTI_POLYGON => MultiPolygon(cells.parts(depth)?).into(),
        COLLECTION => Geometry::GeometryCollection(GeometryCollection(cells.parts(depth)?)),
        curve => {
            return Err(
                format!("the shape is of kind {curve}, which `geo-types` does not have").into(),
            );
        }
    };
    Ok((geometry, srid))
}

#[cfg(test)]
mod tests {
    use geo_types::line_string;
    use geo_types::point;
    use geo_types::polygon;

    use super::*;

    fn there_and_back(geometry: &Geometry<f64>, srid: Option<i32>) {
        let mut out = BytesMut::new();
        encode(geometry, srid, &mut out).unwrap();
        let back = Reader::whole("geometry", &out, decode).unwrap();
        assert_eq!(back, (geometry.clone(), srid));
    }

    #[test]
    fn a_point_is_order_kind_reference_system_and_coordinates() {
        let mut out = BytesMut::new();
        encode(&point! { x: 1.0, y: 2.0 }.into(), Some(4326), &mut out).unwrap();
        assert_eq!(&out[..9], [1, 1, 0, 0, 0x20, 0xe6, 0x10, 0, 0]);
        assert_eq!(&out[9..17], 1.0_f64.to_le_bytes());
    }

    #[test]
    fn every_shape_is_read_back() {
        let point = point! { x: 1.0, y: -2.5 };
        let line = line_string![(x: 0.0, y: 0.0), (x: 1.0, y: 1.0)];
        let area = polygon!(
            exterior: [(x: 0.0, y: 0.0), (x: 9.0, y: 0.0), (x: 9.0, y: 9.0), (x: 0.0, y: 0.0)],
            interiors: [[(x: 1.0, y: 1.0), (x: 2.0, y: 1.0), (x: 2.0, y: 2.0), (x: 1.0, y: 1.0)]],
        );
        let shapes: [Geometry<f64>; 8] = [
            point.into(),
            line.clone().into(),
            area.clone().into(),
            MultiPoint(vec![point, point]).into(),
            MultiLineString(vec![line.clone()]).into(),
            MultiPolygon(vec![area]).into(),
            LineString(Vec::new()).into(),
            Geometry::GeometryCollection(GeometryCollection(vec![
                point.into(),
                Geometry::GeometryCollection(GeometryCollection(vec![line.into()])),
            ])),
        ];
        for shape in &shapes {
            there_and_back(shape, None);
            there_and_back(shape, Some(3857));
        }
    }

    #[test]
    fn what_would_lose_a_coordinate_is_refused() {
        let raw = [&[1, 1, 0, 0, 0x80][..], &[0; 24]].concat();
        let error = Reader::whole("geometry", &raw, decode).unwrap_err();
        assert!(error.to_string().contains("st_force2d"));
    }

    #[test]
    fn big_endian_is_read() {
        let raw = [
            &[0, 0, 0, 0, 1][..],
            &1.0_f64.to_be_bytes(),
            &2.0_f64.to_be_bytes(),
        ]
        .concat();
        let (shape, srid) = Reader::whole("geometry", &raw, decode).unwrap();
        assert_eq!((shape, srid), (point! { x: 1.0, y: 2.0 }.into(), None));
    }
}
