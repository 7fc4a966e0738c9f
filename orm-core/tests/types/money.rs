use orm_core::types::Money;
use orm_core::types::Oid;
use orm_core::types::PgLsn;
use orm_core::types::RegClass;
use orm_core::types::RegType;

use crate::support::connect;
use crate::support::read;
use crate::support::round_trip;

/// A38
#[tokio::test]
async fn money_round_trips_in_the_smallest_unit() {
    let db = connect().await;
    for (amount, back) in [(Money(-123_456), -123_456), (Money(i64::MAX), i64::MAX)] {
        let (money, text) = crate::support::echo(&db, &amount).await.unwrap();
        assert_eq!(money, Money(back));
        assert!(text.is_some());
    }
}

/// A38
#[tokio::test]
async fn keys_of_the_catalogue_round_trip() {
    let db = connect().await;
    round_trip(&db, Oid(u32::MAX), "4294967295").await;
    round_trip(&db, RegClass(1259), "pg_class").await;
    round_trip(&db, RegType(23), "integer").await;
    assert_eq!(
        read::<Oid>(&db, "select 'pg_class'::regclass::oid")
            .await
            .unwrap(),
        Oid(1259)
    );
}

/// A38
#[tokio::test]
async fn a_place_in_the_log_round_trips() {
    let db = connect().await;
    round_trip(&db, PgLsn::from(0x16_B374_D848), "16/B374D848").await;
}
