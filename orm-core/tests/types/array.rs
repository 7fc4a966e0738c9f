use orm_core::types::Array;
use orm_core::types::Dimension;

use crate::support::connect;
use crate::support::echo;
use crate::support::read;
use crate::support::refused;

/// A36
#[tokio::test]
async fn arrays_of_two_and_three_dimensions_round_trip() {
    let db = connect().await;
    let board = Array::from_rows(vec![vec![1, 2, 3], vec![4, 5, 6]]).unwrap();
    let (back, text) = echo(&db, &board).await.unwrap();
    assert_eq!(text.as_deref(), Some("{{1,2,3},{4,5,6}}"));
    assert_eq!(back, board);

    let cube = Array::from_planes(vec![
        vec![vec![Some("a b".to_owned()), None]],
        vec![vec![Some(String::new()), None]],
    ]);
    let cube = cube.unwrap();
    let (back, text) = echo(&db, &cube).await.unwrap();
    assert_eq!(text.as_deref(), Some("{{{\"a b\",NULL}},{{\"\",NULL}}}"));
    assert_eq!(back, cube);
}

/// A36
#[tokio::test]
async fn lower_bounds_are_kept() {
    let db = connect().await;
    let array = Array::from_parts(
        vec![Dimension {
            length: 2,
            lower: -1,
        }],
        vec![7, 8],
    )
    .unwrap();
    let (back, text) = echo(&db, &array).await.unwrap();
    assert_eq!(text.as_deref(), Some("[-1:0]={7,8}"));
    assert_eq!(back, array);
    assert_eq!(back.get(&[0]), Some(&8));
}

/// A36
#[tokio::test]
async fn an_array_indexes_as_the_server_does() {
    let db = connect().await;
    let sql = "'[0:1][2:3]={{1,2},{3,4}}'::int4[]";
    let array: Array<i32> = read(&db, &format!("select {sql}")).await.unwrap();
    for (a, b) in [(0, 2), (0, 3), (1, 2), (1, 3), (2, 2)] {
        let element: Option<i32> = read(&db, &format!("select ({sql})[{a}][{b}]"))
            .await
            .unwrap();
        assert_eq!(array.get(&[a, b]).copied(), element, "[{a}][{b}]");
    }
}

/// A36
#[tokio::test]
async fn empty_arrays_round_trip() {
    let db = connect().await;
    assert_eq!(
        echo(&db, &Vec::<i32>::new()).await.unwrap().0,
        Vec::<i32>::new()
    );
    assert_eq!(
        echo(&db, &Array::<i32>::empty()).await.unwrap().0,
        Array::empty()
    );
    let none: Option<Vec<i32>> = read(&db, "select null::int4[]").await.unwrap();
    assert_eq!(none, None);
}

/// A36
#[tokio::test]
async fn a_vec_refuses_what_only_an_array_keeps() {
    let db = connect().await;
    refused(
        read::<Vec<i32>>(&db, "select '{{1},{2}}'::int4[]").await,
        "2 dimensions",
    );
    refused(
        read::<Vec<i32>>(&db, "select '[0:0]={1}'::int4[]").await,
        "index 0",
    );
    refused(
        read::<Vec<i32>>(&db, "select '{1,null}'::int4[]").await,
        "NULL element",
    );
}
