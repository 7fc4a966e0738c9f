use orm_core::types::Numeric;

use crate::support::connect;
use crate::support::read;
use crate::support::round_trip;

/// A1, A2, A3
#[tokio::test]
async fn integers_round_trip_at_both_ends() {
    let db = connect().await;
    round_trip(&db, i16::MIN, "-32768").await;
    round_trip(&db, i32::MAX, "2147483647").await;
    round_trip(&db, i64::MIN, "-9223372036854775808").await;
    round_trip(&db, i64::MAX, "9223372036854775807").await;
    round_trip(&db, i8::try_from(b'x').unwrap(), "x").await;
}

/// A4, A5, A6: a serial is an integer with a default.
#[tokio::test]
async fn serials_are_integers() {
    let db = connect().await;
    db.batch_execute(
        "create temp table s (a smallserial, b serial, c bigserial); insert into s default values",
    )
    .await
    .unwrap();
    assert_eq!(read::<i16>(&db, "select a from s").await.unwrap(), 1);
    assert_eq!(read::<i32>(&db, "select b from s").await.unwrap(), 1);
    assert_eq!(read::<i64>(&db, "select c from s").await.unwrap(), 1);
}

/// A8, A9
#[tokio::test]
async fn floats_round_trip_with_infinities() {
    let db = connect().await;
    round_trip(&db, 0.1_f32, "0.1").await;
    round_trip(&db, f64::MIN_POSITIVE, "2.2250738585072014e-308").await;
    round_trip(&db, f64::NEG_INFINITY, "-Infinity").await;
    assert!(
        read::<f64>(&db, "select 'NaN'::float8")
            .await
            .unwrap()
            .is_nan()
    );
}

/// A10
#[tokio::test]
async fn booleans_round_trip() {
    let db = connect().await;
    round_trip(&db, true, "true").await;
    round_trip(&db, false, "false").await;
}

/// A7
#[tokio::test]
async fn numerics_round_trip_with_scale_length_and_special_values() {
    let db = connect().await;
    let long = format!("-{}.{}", "1234567890".repeat(50), "0987654321".repeat(50));
    for text in [
        "0",
        "0.000",
        "-1.50",
        "10000",
        "0.00000001",
        "99999999999999999999.99",
        "NaN",
        "Infinity",
        "-Infinity",
        &long,
    ] {
        round_trip(&db, text.parse::<Numeric>().unwrap(), text).await;
    }
}

/// A7
#[tokio::test]
async fn a_numeric_prints_what_the_server_prints() {
    let db = connect().await;
    for sql in [
        "1e20",
        "1e-20",
        "10 ^ 40",
        "1.0 / 3",
        "-0.0",
        "round(12345.678, -2)",
        "sqrt(2.0)",
        "0.1 * 0.1",
        "10000.0001",
    ] {
        let numeric: Numeric = read(&db, &format!("select ({sql})::numeric"))
            .await
            .unwrap();
        let text: String = read(&db, &format!("select (({sql})::numeric)::text"))
            .await
            .unwrap();
        assert_eq!(numeric.to_string(), text, "{sql}");
        assert_eq!(numeric, text.parse().unwrap());
    }
}

/// A7
#[cfg(feature = "decimal")]
#[tokio::test]
async fn decimals_round_trip() {
    use orm_core::types::rust_decimal::Decimal;

    let db = connect().await;
    for text in [
        "0",
        "-12.50",
        "79228162514264337593543950335",
        "0.0000000000000000000000000001",
    ] {
        round_trip(&db, text.parse::<Decimal>().unwrap(), text).await;
    }
}
