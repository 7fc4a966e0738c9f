#![cfg(feature = "bit")]

use orm_core::types::Bit;
use orm_core::types::VarBit;

use crate::support::connect;
use crate::support::round_trip;

/// A33, A38
#[tokio::test]
async fn strings_of_bits_round_trip_at_every_length() {
    let db = connect().await;
    let bits = [true, false, true, true, false, false, false, false, true];
    round_trip(&db, bits.into_iter().collect::<Bit>(), "101100001").await;
    round_trip(
        &db,
        bits[..8].iter().copied().collect::<VarBit>(),
        "10110000",
    )
    .await;
    round_trip(&db, VarBit::default(), "").await;
}
