use std::net::IpAddr;

use orm_core::types::MacAddr;
use orm_core::types::MacAddr8;

use crate::support::connect;
use crate::support::read;
use crate::support::refused;
use crate::support::round_trip;

/// A25
#[tokio::test]
async fn addresses_round_trip_and_a_network_is_refused() {
    let db = connect().await;
    // As text, an `inet` has its prefix.
    round_trip(&db, "10.0.0.1".parse::<IpAddr>().unwrap(), "10.0.0.1/32").await;
    round_trip(
        &db,
        "2001:db8::1".parse::<IpAddr>().unwrap(),
        "2001:db8::1/128",
    )
    .await;
    refused(
        read::<IpAddr>(&db, "select '10.0.0.1/8'::inet").await,
        "prefix /8",
    );
}

/// A25, A26
#[cfg(feature = "net")]
#[tokio::test]
async fn networks_round_trip() {
    use orm_core::types::cidr::IpCidr;
    use orm_core::types::cidr::IpInet;

    let db = connect().await;
    round_trip(&db, "10.0.0.1/8".parse::<IpInet>().unwrap(), "10.0.0.1/8").await;
    round_trip(&db, "10.0.0.0/8".parse::<IpCidr>().unwrap(), "10.0.0.0/8").await;
    round_trip(
        &db,
        "2001:db8::/32".parse::<IpCidr>().unwrap(),
        "2001:db8::/32",
    )
    .await;
}

/// A27, A28
#[tokio::test]
async fn network_cards_round_trip() {
    let db = connect().await;
    round_trip(&db, MacAddr([8, 0, 0x2b, 1, 2, 3]), "08:00:2b:01:02:03").await;
    round_trip(
        &db,
        MacAddr8([8, 0, 0x2b, 1, 2, 3, 4, 5]),
        "08:00:2b:01:02:03:04:05",
    )
    .await;
}
