use orm_core::types::Interval;
use orm_core::types::TimeTz;

use crate::support::connect;
use crate::support::read;
use crate::support::round_trip;

/// A22
#[tokio::test]
async fn intervals_round_trip_with_their_parts_apart() {
    let db = connect().await;
    for interval in [
        Interval::ZERO,
        Interval::new(14, -3, 4_005_006),
        Interval::new(0, 40, 90_000_000_000),
        Interval::new(-1, 1, -1),
        Interval::new(1, 0, 0),
        Interval::new(-13, -1, 1_000_000),
        Interval::new(i32::MAX, i32::MAX, i64::MAX - 1),
    ] {
        round_trip(&db, interval, &interval.to_string()).await;
    }
}

/// A22
#[tokio::test]
async fn the_server_reads_what_an_interval_writes_in_either_style() {
    let db = connect().await;
    for style in ["postgres", "iso_8601"] {
        db.batch_execute(&format!("set intervalstyle = {style}"))
            .await
            .unwrap();
        for interval in [
            Interval::new(14, -3, 4_005_006),
            Interval::new(-1, 1, -61_500_000),
        ] {
            let text: String = read(&db, &format!("select ('{interval}'::interval)::text"))
                .await
                .unwrap();
            assert_eq!(text.parse(), Ok(interval), "{text}");
        }
    }
}

/// A19
#[tokio::test]
async fn times_with_offsets_round_trip() {
    let db = connect().await;
    for text in [
        "12:30:00.5+02",
        "00:00:00-03:30",
        "24:00:00+00",
        "23:59:59.999999+15:59:59",
    ] {
        round_trip(&db, text.parse::<TimeTz>().unwrap(), text).await;
    }
}

#[cfg(feature = "chrono")]
mod chrono {
    use orm_core::types::Date;
    use orm_core::types::Timestamp;
    use orm_core::types::chrono::DateTime;
    use orm_core::types::chrono::FixedOffset;
    use orm_core::types::chrono::NaiveDate;
    use orm_core::types::chrono::NaiveDateTime;
    use orm_core::types::chrono::NaiveTime;
    use orm_core::types::chrono::Utc;

    use crate::support::connect;
    use crate::support::read;
    use crate::support::refused;
    use crate::support::round_trip;

    /// A18, A19, A20
    #[tokio::test]
    async fn dates_and_times_round_trip_to_the_microsecond() {
        let db = connect().await;
        db.batch_execute("set timezone = 'UTC'").await.unwrap();
        let date = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
        let time = NaiveTime::from_hms_micro_opt(23, 59, 59, 999_999).unwrap();
        round_trip(&db, date, "2024-02-29").await;
        round_trip(&db, time, "23:59:59.999999").await;
        round_trip(&db, date.and_time(time), "2024-02-29 23:59:59.999999").await;
        round_trip(
            &db,
            date.and_time(time).and_utc(),
            "2024-02-29 23:59:59.999999+00",
        )
        .await;
        let offset: DateTime<FixedOffset> = "2024-02-29T23:00:00+02:00".parse().unwrap();
        round_trip(&db, offset, "2024-02-29 21:00:00+00").await;
    }

    /// A18, A20
    #[tokio::test]
    async fn years_before_christ_and_far_ahead_round_trip() {
        let db = connect().await;
        db.batch_execute("set timezone = 'UTC'").await.unwrap();
        // Year 0 is 1 BC, year -4712 is 4713 BC.
        round_trip(
            &db,
            NaiveDate::from_ymd_opt(0, 1, 1).unwrap(),
            "0001-01-01 BC",
        )
        .await;
        round_trip(
            &db,
            NaiveDate::from_ymd_opt(-4712, 1, 1).unwrap(),
            "4713-01-01 BC",
        )
        .await;
        let first = NaiveDate::from_ymd_opt(-4712, 1, 1)
            .unwrap()
            .and_hms_opt(0, 0, 0)
            .unwrap();
        round_trip(&db, first.and_utc(), "4713-01-01 00:00:00+00 BC").await;
        let late = NaiveDate::from_ymd_opt(262_000, 12, 31)
            .unwrap()
            .and_hms_opt(0, 0, 0)
            .unwrap();
        round_trip(&db, late, "262000-12-31 00:00:00").await;
    }

    /// A18, A20
    #[tokio::test]
    async fn infinity_round_trips_in_a_wrapper() {
        let db = connect().await;
        round_trip(&db, Timestamp::<DateTime<Utc>>::PosInfinity, "infinity").await;
        round_trip(&db, Timestamp::<NaiveDateTime>::NegInfinity, "-infinity").await;
        round_trip(&db, Date::<NaiveDate>::PosInfinity, "infinity").await;
        let value = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
        round_trip(&db, Date::Value(value), "2024-01-01").await;
    }

    /// A18, A20
    #[tokio::test]
    async fn infinity_in_a_plain_type_is_refused_alone_and_in_an_array() {
        let db = connect().await;
        let sql = "select 'infinity'::timestamptz";
        refused(read::<DateTime<Utc>>(&db, sql).await, "`Timestamp<..>`");
        refused(read::<Option<DateTime<Utc>>>(&db, sql).await, "`infinity`");
        let sql = "select array['-infinity'::date]";
        refused(read::<Vec<Option<NaiveDate>>>(&db, sql).await, "`Date<..>`");
    }

    /// A19
    #[tokio::test]
    async fn the_end_of_a_day_is_refused_as_a_plain_time() {
        let db = connect().await;
        refused(
            read::<NaiveTime>(&db, "select '24:00'::time").await,
            "24:00:00",
        );
    }

    /// A18, A20
    #[tokio::test]
    async fn a_date_that_chrono_cannot_hold_is_refused() {
        let db = connect().await;
        refused(
            read::<NaiveDate>(&db, "select '5874897-12-31'::date").await,
            "too large",
        );
        refused(
            read::<NaiveDateTime>(&db, "select '294276-12-31'::timestamp").await,
            "too large",
        );
    }
}

#[cfg(feature = "jiff")]
mod jiff {
    use orm_core::types::jiff::Timestamp;
    use orm_core::types::jiff::civil;

    use crate::support::connect;
    use crate::support::read;
    use crate::support::refused;
    use crate::support::round_trip;

    /// A18, A19, A20
    #[tokio::test]
    async fn dates_and_times_round_trip() {
        let db = connect().await;
        db.batch_execute("set timezone = 'UTC'").await.unwrap();
        let moment: Timestamp = "2024-02-29T23:59:59.999999Z".parse().unwrap();
        round_trip(&db, moment, "2024-02-29 23:59:59.999999+00").await;
        round_trip(&db, civil::date(2024, 2, 29), "2024-02-29").await;
        round_trip(&db, civil::date(-1, 1, 1), "0002-01-01 BC").await;
        round_trip(&db, civil::time(1, 2, 3, 4_000), "01:02:03.000004").await;
        round_trip(
            &db,
            civil::date(1999, 1, 1).at(1, 0, 0, 0),
            "1999-01-01 01:00:00",
        )
        .await;
    }

    /// A20
    #[tokio::test]
    async fn infinity_and_far_years_are_refused() {
        let db = connect().await;
        refused(
            read::<Timestamp>(&db, "select 'infinity'::timestamptz").await,
            "`infinity`",
        );
        refused(
            read::<civil::Date>(&db, "select '10000-01-01'::date").await,
            "too large",
        );
        refused(
            read::<civil::Time>(&db, "select '24:00'::time").await,
            "24:00:00",
        );
    }
}

#[cfg(feature = "time")]
mod time {
    use orm_core::types::time::Date;
    use orm_core::types::time::Month;
    use orm_core::types::time::OffsetDateTime;
    use orm_core::types::time::PrimitiveDateTime;
    use orm_core::types::time::Time;

    use crate::support::connect;
    use crate::support::read;
    use crate::support::refused;
    use crate::support::round_trip;

    /// A18, A19, A20
    #[tokio::test]
    async fn dates_and_times_round_trip() {
        let db = connect().await;
        db.batch_execute("set timezone = 'UTC'").await.unwrap();
        let date = Date::from_calendar_date(2024, Month::February, 29).unwrap();
        let time = Time::from_hms_micro(23, 59, 59, 999_999).unwrap();
        round_trip(&db, date, "2024-02-29").await;
        round_trip(&db, time, "23:59:59.999999").await;
        let both = PrimitiveDateTime::new(date, time);
        round_trip(&db, both, "2024-02-29 23:59:59.999999").await;
        round_trip(&db, both.assume_utc(), "2024-02-29 23:59:59.999999+00").await;
    }

    /// A20
    #[tokio::test]
    async fn infinity_and_far_years_are_refused() {
        let db = connect().await;
        refused(
            read::<OffsetDateTime>(&db, "select '-infinity'::timestamptz").await,
            "`-infinity`",
        );
        refused(
            read::<Date>(&db, "select '10000-01-01'::date").await,
            "too large",
        );
        refused(read::<Time>(&db, "select '24:00'::time").await, "24:00:00");
    }
}
