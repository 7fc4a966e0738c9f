use orm_core::types::Citext;
use orm_core::types::Interval;
use orm_core::types::Xml;

use crate::support::connect;
use crate::support::echo;
use crate::support::read;
use crate::support::refused;
use crate::support::with_extension;

#[tokio::test]
async fn a_cell_of_another_type_is_refused() {
    let db = connect().await;
    assert!(read::<i32>(&db, "select 1::int8").await.is_err());
    assert!(read::<String>(&db, "select 1").await.is_err());
    assert!(read::<Interval>(&db, "select '1'::text").await.is_err());
    assert!(
        read::<Vec<i32>>(&db, "select array[1::int8]")
            .await
            .is_err()
    );
}

#[tokio::test]
async fn null_is_refused_where_it_cannot_be() {
    let db = connect().await;
    refused(read::<i32>(&db, "select null::int4").await, "NULL");
}

#[tokio::test]
async fn text_with_a_nul_is_refused() {
    let db = with_extension("citext").await;
    refused(echo(&db, &Citext::from("a\0b")).await, "NUL character");
    refused(echo(&db, &Xml::from("a\0b")).await, "NUL character");
    refused(echo(&db, &"a\0b".to_owned()).await, "invalid byte sequence");
}

#[cfg(feature = "decimal")]
#[tokio::test]
async fn a_decimal_refuses_nan_and_what_it_would_round() {
    use orm_core::types::rust_decimal::Decimal;

    let db = connect().await;
    refused(
        read::<Decimal>(&db, "select 'NaN'::numeric").await,
        "NaN or infinite",
    );
    refused(
        read::<Decimal>(&db, "select 1e40::numeric").await,
        "more than 28 digits",
    );
    refused(
        read::<Vec<Decimal>>(&db, "select array['NaN'::numeric]").await,
        "`Numeric`",
    );
}
