//! Set operations as text.

use orm::prelude::*;
use orm::schema::index::Direction;

#[derive(Table, Debug, Clone)]
#[table(name = "t")]
struct T {
    #[column(primary_key)]
    id: i32,
    n: i32,
}

fn small() -> Query<i32> {
    from(T).filter(T.n.lt(3)).select(T.id)
}

fn large() -> Query<i32> {
    from(T).filter(T.n.gt(2)).select(T.id)
}

/// I22
#[test]
fn each_set_operation_has_its_word() {
    insta::assert_snapshot!(small().union(large()).to_sql().text, @r#"(select "id" from "t" where "n" < $1) union (select "id" from "t" where "n" > $2)"#);
    for (query, word) in [
        (small().union_all(large()), ") union all ("),
        (small().intersect(large()), ") intersect ("),
        (small().intersect_all(large()), ") intersect all ("),
        (small().except(large()), ") except ("),
        (small().except_all(large()), ") except all ("),
    ] {
        assert!(query.to_sql().text.contains(word), "{query:?}");
    }
}

/// I22
#[test]
fn a_set_operation_nests_as_it_was_built() {
    let query = small().union(large()).except(small().intersect(large()));
    insta::assert_snapshot!(query.to_sql().text, @r#"((select "id" from "t" where "n" < $1) union (select "id" from "t" where "n" > $2)) except ((select "id" from "t" where "n" < $3) intersect (select "id" from "t" where "n" > $4))"#);
}

#[test]
fn order_and_page_are_of_the_whole() {
    let query = small()
        .union(large())
        .order_by_position(1, Direction::Desc)
        .limit(2)
        .offset(1);
    insta::assert_snapshot!(query.to_sql().text, @r#"(select "id" from "t" where "n" < $1) union (select "id" from "t" where "n" > $2) order by 1 desc limit $3 offset $4"#);
    insta::assert_snapshot!(small().limit(1).union(large()).to_sql().text, @r#"(select * from (select "id" from "t" where "n" < $1) as "whole" limit $2) union (select "id" from "t" where "n" > $3)"#);
}

#[test]
fn a_position_that_the_row_does_not_have_is_refused() {
    for position in [0, 2] {
        let why = small()
            .union(large())
            .order_by_position(position, Direction::Asc)
            .to_sql()
            .check()
            .unwrap_err();
        assert!(
            why.to_string().contains(&format!("position {position}")),
            "{why}"
        );
    }
}

#[test]
fn a_set_operation_with_a_changing_statement_is_refused() {
    let changing = || delete(T).all_rows().returning(T.id);
    assert!(small().union(changing()).to_sql().check().is_err());
    assert!(changing().union(small()).to_sql().check().is_err());
    assert!(changing().limit(1).to_sql().check().is_err());
}
