use std::ops::Bound;

use orm_core::types::Multirange;
use orm_core::types::Numeric;
use orm_core::types::Range;

use crate::support::connect;
use crate::support::echo;
use crate::support::round_trip;

/// A38
#[tokio::test]
async fn ranges_of_integers_round_trip_and_come_back_half_open() {
    let db = connect().await;
    round_trip(&db, Range::from(1..5), "[1,5)").await;
    round_trip(&db, Range::from(1_i64..), "[1,)").await;
    round_trip(&db, Range::<i32>::Empty, "empty").await;
    round_trip(&db, Range::<i32>::unbounded(), "(,)").await;
    let (back, _) = echo(&db, &Range::from(1..=5)).await.unwrap();
    assert_eq!(back, Range::from(1..6));
    let (back, _) = echo(&db, &Range::from(1..1)).await.unwrap();
    assert_eq!(back, Range::Empty);
}

/// A38
#[tokio::test]
async fn ranges_of_numerics_keep_their_bounds() {
    let db = connect().await;
    let numeric = |text: &str| text.parse::<Numeric>().unwrap();
    let range = Range::from((
        Bound::Excluded(numeric("1.50")),
        Bound::Included(numeric("2")),
    ));
    round_trip(&db, range, "(1.50,2]").await;
}

/// A38
#[tokio::test]
async fn a_range_that_ends_before_it_begins_is_refused() {
    let db = connect().await;
    let backwards = Range::from((Bound::Included(5), Bound::Excluded(1)));
    crate::support::refused(echo(&db, &backwards).await, "lower bound");
}

/// A38
#[tokio::test]
async fn multiranges_round_trip() {
    let db = connect().await;
    let set = Multirange::new([Range::from(1..3), Range::from(7..)]);
    round_trip(&db, set, "{[1,3),[7,)}").await;
    round_trip(&db, Multirange::<i64>::default(), "{}").await;
    let (joined, _) = echo(
        &db,
        &Multirange::new([Range::from(5..7), Range::from(1..5)]),
    )
    .await
    .unwrap();
    assert_eq!(joined, Multirange::from(Range::from(1..7)));
}

/// A38
#[cfg(feature = "chrono")]
#[tokio::test]
async fn ranges_of_dates_and_timestamps_round_trip() {
    use orm_core::types::Timestamp;
    use orm_core::types::chrono::DateTime;
    use orm_core::types::chrono::NaiveDate;
    use orm_core::types::chrono::Utc;

    let db = connect().await;
    db.batch_execute("set timezone = 'UTC'").await.unwrap();
    let day = |day| NaiveDate::from_ymd_opt(2024, 1, day).unwrap();
    let noon = |d| day(d).and_hms_opt(12, 0, 0).unwrap();
    round_trip(&db, Range::from(day(1)..day(3)), "[2024-01-01,2024-01-03)").await;
    let days = Multirange::from(Range::from(day(1)..));
    round_trip(&db, days, "{[2024-01-01,)}").await;
    let text = r#"["2024-01-01 12:00:00","2024-01-02 12:00:00"]"#;
    round_trip(&db, Range::from(noon(1)..=noon(2)), text).await;
    let text = r#"{["2024-01-01 12:00:00+00","2024-01-02 12:00:00+00")}"#;
    round_trip(
        &db,
        Multirange::from(Range::from(noon(1).and_utc()..noon(2).and_utc())),
        text,
    )
    .await;
    // A bound at infinity is not the lack of a bound.
    let forever: Range<Timestamp<DateTime<Utc>>> =
        Range::from(Timestamp::Value(noon(1).and_utc())..Timestamp::PosInfinity);
    round_trip(&db, forever, r#"["2024-01-01 12:00:00+00",infinity)"#).await;
}
