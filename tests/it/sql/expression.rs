//! Operators, and where they need parentheses.

use orm::prelude::*;

#[derive(Table, Debug, Clone)]
#[table(name = "t")]
struct T {
    #[column(primary_key)]
    id: i32,
    a: bool,
    b: bool,
    c: Option<bool>,
    x: i32,
    y: Option<i32>,
    s: String,
}

macro_rules! text {
    ($expression:expr) => {
        from(T)
            .select($expression)
            .to_sql()
            .text
            .replace("select ", "")
            .replace(" from \"t\"", "")
    };
}

/// J7
#[test]
fn or_inside_and_has_parentheses() {
    insta::assert_snapshot!(text!(T.a.or(T.b).and(T.c)), @r#"("a" or "b") and "c""#);
    insta::assert_snapshot!(text!(T.a.and(T.b).or(T.c)), @r#""a" and "b" or "c""#);
    insta::assert_snapshot!(text!(T.a.and(T.b.or(T.c))), @r#""a" and ("b" or "c")"#);
    insta::assert_snapshot!(text!(T.a.or(T.b).or(T.c)), @r#""a" or "b" or "c""#);
    insta::assert_snapshot!(text!(T.a.and(T.b.and(T.c))), @r#""a" and "b" and "c""#);
}

/// J8
#[test]
fn not_binds_tighter_than_and_and_looser_than_comparison() {
    insta::assert_snapshot!(text!(not(T.a.and(T.b))), @r#"not ("a" and "b")"#);
    insta::assert_snapshot!(text!(not(T.a).and(T.b)), @r#"not "a" and "b""#);
    insta::assert_snapshot!(text!(not(T.x.eq(1))), @r#"not "x" = $1"#);
    insta::assert_snapshot!(text!(not(T.a).eq(true)), @r#"(not "a") = $1"#);
    insta::assert_snapshot!(text!(not(not(T.a))), @r#"not not "a""#);
    insta::assert_snapshot!(text!(not(T.a.is_null())), @r#"not "a" is null"#);
}

#[test]
fn arithmetic_keeps_the_order_that_was_built() {
    insta::assert_snapshot!(text!(T.x.add(1).mul(2)), @r#"("x" + $1) * $2"#);
    insta::assert_snapshot!(text!(T.x.mul(2).add(1)), @r#""x" * $1 + $2"#);
    insta::assert_snapshot!(text!(T.x.sub(T.x.sub(1))), @r#""x" - ("x" - $1)"#);
    insta::assert_snapshot!(text!(T.x.sub(1).sub(2)), @r#""x" - $1 - $2"#);
    insta::assert_snapshot!(text!(T.x.div(T.x.mul(2))), @r#""x" / ("x" * $1)"#);
    insta::assert_snapshot!(text!(T.x.add(1).neg()), @r#"- ("x" + $1)"#);
    insta::assert_snapshot!(text!(T.x.neg().neg()), @r#"- - "x""#);
    insta::assert_snapshot!(text!(T.x.rem(3).abs()), @r#"abs("x" % $1)"#);
}

#[test]
fn a_comparison_of_comparisons_has_parentheses() {
    insta::assert_snapshot!(text!(T.x.eq(1).eq(T.a)), @r#"("x" = $1) = "a""#);
    insta::assert_snapshot!(text!(T.a.eq(T.x.gt(1))), @r#""a" = ("x" > $1)"#);
    insta::assert_snapshot!(text!(T.x.eq(1).is_null()), @r#""x" = $1 is null"#);
    insta::assert_snapshot!(text!(T.x.add(1).gt(T.x.mul(2))), @r#""x" + $1 > "x" * $2"#);
}

/// J13
#[test]
fn the_and_of_between_is_not_mistaken_for_logic() {
    insta::assert_snapshot!(text!(T.x.between(1, 5).and(T.a)), @r#""x" between $1 and $2 and "a""#);
    insta::assert_snapshot!(text!(T.x.not_between(T.x.sub(1), T.x.add(1))), @r#""x" not between "x" - $1 and "x" + $2"#);
    insta::assert_snapshot!(text!(T.a.between(T.x.gt(1), true)), @r#""a" between ("x" > $1) and $2"#);
}

/// J9, J10: one parameter, so that the text is the same for every list.
#[test]
fn a_list_is_one_parameter() {
    insta::assert_snapshot!(text!(T.x.in_([1, 2, 3])), @r#""x" = any($1)"#);
    insta::assert_snapshot!(text!(T.x.not_in(Vec::<i32>::new())), @r#""x" <> all($1)"#);
    insta::assert_snapshot!(text!(not(T.x.in_([1]))), @r#"not "x" = any($1)"#);
}

/// J11, X38
#[test]
fn null_tests_bind_looser_than_comparison() {
    insta::assert_snapshot!(text!(T.y.is_distinct_from(None::<i32>)), @r#""y" is distinct from $1"#);
    insta::assert_snapshot!(text!(T.y.is_not_distinct_from(T.x.add(1))), @r#""y" is not distinct from "x" + $1"#);
    insta::assert_snapshot!(text!(T.y.is_null().eq(true)), @r#"("y" is null) = $1"#);
    insta::assert_snapshot!(text!(T.y.ne_or_null(3)), @r#""y" is distinct from $1"#);
}

#[test]
fn a_cast_holds_its_whole_operand() {
    insta::assert_snapshot!(text!(T.x.add(1).cast::<String>()), @r#"("x" + $1)::text"#);
    insta::assert_snapshot!(text!(T.x.neg().cast::<i64>()), @r#"(- "x")::int8"#);
    insta::assert_snapshot!(text!(T.x.cast::<i64>().add(1_i64)), @r#""x"::int8 + $1"#);
}

/// J14
#[test]
fn text_operators_are_written_as_sql_has_them() {
    insta::assert_snapshot!(text!(T.s.like("a%").or(T.s.not_ilike("b%"))), @r#""s" like $1 or "s" not ilike $2"#);
    insta::assert_snapshot!(text!(T.s.concat("x").concat("y").eq("z")), @r#""s" || $1 || $2 = $3"#);
    insta::assert_snapshot!(text!(T.s.like(T.s.concat("%"))), @r#""s" like "s" || $1"#);
}

#[test]
fn a_case_types_its_bare_values() {
    let case = case_when(T.x.gt(1), "big")
        .when(T.a, "flagged")
        .otherwise("small");
    insta::assert_snapshot!(text!(case), @r#"case when "x" > $1 then $2::text when "a" then $3::text else $4::text end"#);
    insta::assert_snapshot!(text!(case_when(T.a, T.x).end()), @r#"case when "a" then "x" end"#);
}

/// J7: zero conditions.
#[test]
fn a_chain_of_no_conditions_is_its_neutral_value() {
    insta::assert_snapshot!(text!(any_of(Vec::<Expr<bool>>::new())), @"false");
    insta::assert_snapshot!(text!(all_of(Vec::<Expr<bool>>::new())), @"true");
    insta::assert_snapshot!(text!(all_of([T.x.eq(1), T.x.eq(2)]).or(T.a)), @r#""x" = $1 and "x" = $2 or "a""#);
    insta::assert_snapshot!(text!(any_of([T.x.eq(1), T.x.eq(2)]).and(T.a)), @r#"("x" = $1 or "x" = $2) and "a""#);
}
