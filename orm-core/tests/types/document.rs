use orm_core::types::Lexeme;
use orm_core::types::Position;
use orm_core::types::TsQuery;
use orm_core::types::TsVector;
use orm_core::types::Weight;

use crate::support::connect;
use crate::support::echo;
use crate::support::read;
use crate::support::refused;
use crate::support::round_trip;

/// A38
#[tokio::test]
async fn documents_round_trip_with_places_and_weights() {
    let db = connect().await;
    let weighed = |place, weight| Position { place, weight };
    let fat = Lexeme {
        word: "fat".into(),
        positions: vec![weighed(2, Weight::A), weighed(11, Weight::D)],
    };
    let document = TsVector(vec![Lexeme::new("cat", [3]), fat, Lexeme::new("it's", [])]);
    round_trip(&db, document, "'cat':3 'fat':2A,11 'it''s'").await;
    round_trip(&db, TsVector::default(), "").await;
    let read: TsVector = read(&db, "select to_tsvector('english', 'The fat cats')")
        .await
        .unwrap();
    assert_eq!(read.to_string(), "'cat':3 'fat':2");
}

/// A38
#[tokio::test]
async fn searches_round_trip_and_print_as_the_server_prints() {
    let db = connect().await;
    let weighed = TsQuery::Word {
        word: "super".into(),
        weights: vec![Weight::B, Weight::A],
        prefix: true,
    };
    let queries = [
        TsQuery::word("it's"),
        weighed,
        TsQuery::word("a").and(TsQuery::word("b").or(TsQuery::word("c").negate())),
        TsQuery::word("a").or(TsQuery::word("b")).negate(),
        TsQuery::word("a")
            .followed_by(TsQuery::word("b"), 1)
            .followed_by(TsQuery::prefix("c"), 3),
    ];
    for query in queries {
        let (back, text) = echo(&db, &query).await.unwrap();
        assert_eq!(text, Some(query.to_string()));
        assert_eq!(back.to_string(), query.to_string());
    }
    round_trip(&db, TsQuery::word("a").and(TsQuery::word("b")), "'a' & 'b'").await;
}

/// A38
#[tokio::test]
async fn the_empty_search_is_read_and_not_sent() {
    let db = connect().await;
    assert_eq!(
        read::<TsQuery>(&db, "select ''::tsquery").await.unwrap(),
        TsQuery::Empty
    );
    refused(echo(&db, &TsQuery::Empty).await, "cannot be sent");
}
