#![cfg(feature = "postgis")]

use orm_core::types::Geography;
use orm_core::types::Geometry;
use orm_core::types::geo_types;
use orm_core::types::geo_types::GeometryCollection;
use orm_core::types::geo_types::LineString;
use orm_core::types::geo_types::MultiPoint;
use orm_core::types::geo_types::MultiPolygon;
use orm_core::types::geo_types::Point;
use orm_core::types::geo_types::line_string;
use orm_core::types::geo_types::polygon;

use crate::support::echo;
use crate::support::read;
use crate::support::refused;
use crate::support::with_extension;

type Shape = geo_types::Geometry<f64>;

/// A34, A38
#[tokio::test]
async fn every_shape_round_trips_with_its_reference_system() {
    let db = with_extension("postgis").await;
    let line = line_string![(x: 0.0, y: 0.0), (x: 1.0, y: 1.0)];
    let area = polygon!(
        exterior: [(x: 0.0, y: 0.0), (x: 9.0, y: 0.0), (x: 9.0, y: 9.0), (x: 0.0, y: 0.0)],
        interiors: [[(x: 1.0, y: 0.5), (x: 2.0, y: 0.5), (x: 2.0, y: 1.0), (x: 1.0, y: 0.5)]],
    );
    let point = Point::new(13.4, 52.5);
    let collection = GeometryCollection(vec![point.into(), line.clone().into()]);
    let shapes: [Shape; 7] = [
        point.into(),
        line.into(),
        area.clone().into(),
        MultiPoint(vec![point, Point::new(0.0, 0.0)]).into(),
        MultiPolygon(vec![area]).into(),
        LineString::<f64>(Vec::new()).into(),
        Shape::GeometryCollection(collection),
    ];
    for shape in shapes {
        for geometry in [
            Geometry::new(shape.clone()),
            Geometry::with_srid(shape.clone(), 4326),
        ] {
            let (back, _) = echo(&db, &geometry).await.unwrap();
            assert_eq!(back, geometry);
            let (array, _) = echo(&db, &vec![Some(geometry.clone()), None])
                .await
                .unwrap();
            assert_eq!(array, [Some(geometry), None]);
        }
    }
}

/// A34
#[tokio::test]
async fn a_point_is_what_the_server_makes_of_the_same_words() {
    let db = with_extension("postgis").await;
    let sql = "select 'SRID=4326;POINT(13.4 52.5)'::geometry";
    let point = Geometry::with_srid(Point::new(13.4, 52.5), 4326);
    assert_eq!(read::<Geometry<Point>>(&db, sql).await.unwrap(), point);
    let text: String = read(
        &db,
        "select st_asewkt('SRID=4326;POINT(13.4 52.5)'::geometry)",
    )
    .await
    .unwrap();
    assert_eq!(text, "SRID=4326;POINT(13.4 52.5)");
}

/// A38
#[tokio::test]
async fn a_geography_round_trips() {
    let db = with_extension("postgis").await;
    let berlin = Geography::new(Point::new(13.4, 52.5));
    let (back, _) = echo(&db, &berlin).await.unwrap();
    assert_eq!(back, berlin);
}

/// A34
#[tokio::test]
async fn a_shape_of_another_kind_or_with_z_is_refused() {
    let db = with_extension("postgis").await;
    let line = "select 'LINESTRING(0 0, 1 1)'::geometry";
    refused(
        read::<Geometry<Point>>(&db, line).await,
        "the shape is a LineString",
    );
    refused(
        read::<Geometry>(&db, "select 'POINT Z (1 2 3)'::geometry").await,
        "Z or M",
    );
    refused(
        read::<Geometry>(&db, "select 'CIRCULARSTRING(0 0, 1 1, 2 0)'::geometry").await,
        "kind 8",
    );
}
