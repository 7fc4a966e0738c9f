#![cfg(feature = "pgvector")]

use orm_core::types::pgvector::HalfVector;
use orm_core::types::pgvector::SparseVector;
use orm_core::types::pgvector::Vector;

use crate::support::round_trip;
use crate::support::with_extension;

/// A30, A31, A32
#[tokio::test]
async fn vectors_round_trip() {
    let db = with_extension("vector").await;
    round_trip(&db, Vector::from(vec![1.0, -2.5, 3.0]), "[1,-2.5,3]").await;
    round_trip(&db, HalfVector::from_f32_slice(&[1.0, -2.5]), "[1,-2.5]").await;
    round_trip(
        &db,
        SparseVector::from_dense(&[1.0, 0.0, -2.5]),
        "{1:1,3:-2.5}/3",
    )
    .await;
}
