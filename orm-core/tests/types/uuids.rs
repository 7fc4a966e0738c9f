#![cfg(feature = "uuid")]

use orm_core::types::uuid::Uuid;

use crate::support::connect;
use crate::support::read;
use crate::support::round_trip;

/// A17
#[tokio::test]
async fn uuids_round_trip() {
    let db = connect().await;
    let text = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";
    round_trip(&db, text.parse::<Uuid>().unwrap(), text).await;
    let random: Uuid = read(&db, "select gen_random_uuid()").await.unwrap();
    assert_eq!(random.get_version_num(), 4);
}
