use orm_core::types::Circle;
use orm_core::types::Line;
use orm_core::types::Lseg;
use orm_core::types::Path;
use orm_core::types::Point;
use orm_core::types::Polygon;
use orm_core::types::Rect;

use crate::support::connect;
use crate::support::echo;
use crate::support::round_trip;

/// A23, A24
#[tokio::test]
async fn points_and_lines_round_trip() {
    let db = connect().await;
    round_trip(&db, Point::new(1.5, -2.0), "(1.5,-2)").await;
    round_trip(&db, Line::new(1.0, -1.0, 0.5), "{1,-1,0.5}").await;
}

/// A38
#[tokio::test]
async fn segments_boxes_and_circles_round_trip() {
    let db = connect().await;
    let (low, high) = (Point::new(0.0, 1.0), Point::new(2.0, 3.0));
    round_trip(&db, Lseg::new(low, high), "[(0,1),(2,3)]").await;
    round_trip(&db, Circle::new(low, 2.5), "<(0,1),2.5>").await;
    // The array of boxes alone has `;` between its elements; in binary it is as any other.
    round_trip(&db, Rect::new(low, high), "(2,3),(0,1)").await;
}

/// A38
#[tokio::test]
async fn paths_and_polygons_round_trip() {
    let db = connect().await;
    let points = vec![
        Point::new(0.0, 0.0),
        Point::new(1.0, 0.0),
        Point::new(1.0, 1.0),
    ];
    round_trip(&db, Path::Open(points.clone()), "[(0,0),(1,0),(1,1)]").await;
    round_trip(&db, Path::Closed(points.clone()), "((0,0),(1,0),(1,1))").await;
    round_trip(&db, Polygon(points), "((0,0),(1,0),(1,1))").await;
}

/// A38
#[tokio::test]
async fn a_line_that_is_none_is_refused_before_it_is_sent() {
    let db = connect().await;
    let error = echo(&db, &Line::new(0.0, 0.0, 1.0)).await;
    crate::support::refused(error, "both zero");
}
