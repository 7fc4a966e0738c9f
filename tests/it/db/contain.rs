//! Arrays, ranges and JSON: what they hold.

use orm::prelude::*;
use orm::types::Range;
use orm::types::serde_json::Value;
use orm::types::serde_json::json;

use crate::support::Database;

#[derive(Table, Debug, Clone)]
#[table(name = "items")]
struct Item {
    #[column(primary_key)]
    id: i32,
    tags: Vec<String>,
    span: Range<i32>,
    data: Value,
}

fn item(id: i32, tags: &[&str], span: std::ops::Range<i32>, data: Value) -> NewItem {
    NewItem {
        id,
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        span: Range::from(span),
        data,
    }
}

async fn shop() -> Database {
    let database = Database::with([Item::table()]).await;
    insert([
        item(
            1,
            &["red", "sweet"],
            0..5,
            json!({"a": {"b": [1, "two"]}, "s": "text"}),
        ),
        item(2, &["yellow"], 4..8, json!({"a": null})),
        item(3, &[], 8..9, json!([10, 20])),
    ])
    .execute(&*database)
    .await
    .expect("what the test is given");
    database
}

/// The ids of the rows that fulfil a condition.
macro_rules! ids {
    ($db:expr, $condition:expr) => {
        from(Item)
            .filter($condition)
            .order_by(Item.id)
            .select(Item.id)
            .all($db)
            .await
            .unwrap()
    };
}

/// The value of an expression for the row with that id.
macro_rules! value_of {
    ($db:expr, $id:expr, $expression:expr) => {
        from(Item)
            .filter(Item.id.eq($id))
            .select($expression)
            .one($db)
            .await
            .unwrap()
    };
}

/// J15
#[tokio::test]
async fn arrays_and_ranges_contain_and_overlap() {
    let db = &*shop().await;
    let tags = |tags: &[&str]| tags.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>();
    assert_eq!(ids!(db, Item.tags.contains_all(tags(&["red"]))), [1]);
    assert_eq!(ids!(db, Item.tags.contains_all(tags(&[]))), [1, 2, 3]);
    assert_eq!(
        ids!(db, Item.tags.contained_by(tags(&["yellow", "red"]))),
        [2, 3]
    );
    assert_eq!(
        ids!(db, Item.tags.overlaps(tags(&["yellow", "red"]))),
        [1, 2]
    );
    assert_eq!(ids!(db, Item.span.overlaps(Range::from(4..5))), [1, 2]);
    assert_eq!(ids!(db, Item.span.contains_all(Range::from(5..6))), [2]);
    assert_eq!(ids!(db, Item.span.contained_by(Range::from(4..9))), [2, 3]);
    assert_eq!(ids!(db, Item.tags.eq(tags(&["yellow"]))), [2]);
}

/// X37
#[tokio::test]
async fn json_is_stepped_into_by_key_and_by_index() {
    let db = &*shop().await;
    assert_eq!(
        value_of!(db, 1, Item.data.get("a").get("b").get(0)),
        Some(json!(1))
    );
    assert_eq!(
        value_of!(db, 1, Item.data.get("a").get("b").get_text(1)),
        Some("two".into())
    );
    assert_eq!(
        value_of!(db, 1, Item.data.get("nothing").get_text("x")),
        None
    );
    assert_eq!(value_of!(db, 3, Item.data.get_text(-1)), Some("20".into()));
    // A JSON null is a value as JSON, and NULL as text.
    assert_eq!(
        value_of!(db, 2, (Item.data.get("a"), Item.data.get_text("a"))),
        (Some(Value::Null), None)
    );
    assert_eq!(ids!(db, Item.data.get_text("s").eq("text")), [1]);
    assert_eq!(ids!(db, Item.data.contains_all(json!({"s": "text"}))), [1]);
    assert_eq!(
        ids!(db, Item.data.get_text("s").concat("!").eq("text!")),
        [1]
    );
}
