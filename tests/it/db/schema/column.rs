//! Columns: types, defaults, identity, generated values, storage.

use orm::prelude::*;

use crate::support::Database;

/// What the catalog says of a column.
#[derive(Row, Debug, PartialEq)]
struct Known {
    name: String,
    kind: String,
    not_null: bool,
    fallback: Option<String>,
}

async fn columns(db: &Db, table: &str) -> Vec<Known> {
    sql_query!(
        Known,
        "select attname::text as name, format_type(atttypid, atttypmod) as kind, attnotnull as not_null,
            pg_get_expr(adbin, adrelid) as fallback
         from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
         where attrelid = {table}::regclass and attnum > 0 order by attnum"
    )
    .all(db)
    .await
    .expect("what the test is given")
}

fn known(name: &str, kind: &str, not_null: bool, fallback: Option<&str>) -> Known {
    Known {
        name: name.into(),
        kind: kind.into(),
        not_null,
        fallback: fallback.map(Into::into),
    }
}

/// B1, B2, B3, B15
#[tokio::test]
async fn a_column_has_its_name_type_nullability_and_default() {
    #[derive(Table, Debug)]
    #[table(name = "things")]
    struct Thing {
        #[column(primary_key)]
        id: i64,
        #[column(name = "Title", sql_type = "varchar(20)", default = "it's \\ \"here\"")]
        title: String,
        #[column(sql_type = "numeric(10, 2)")]
        price: Option<orm::types::Numeric>,
        #[column(default = -3)]
        small: i16,
        #[column(default = 1.5)]
        ratio: f64,
        #[column(default = true)]
        on: bool,
        #[column(default = now())]
        at: DateTime<Utc>,
        #[column(default = gen_random_uuid())]
        uid: orm::types::uuid::Uuid,
        #[column(default = sql("array[1, 2]"))]
        list: Vec<i32>,
        tags: Option<Vec<String>>,
    }
    let db = &*Database::with([Thing::table()]).await;
    assert_eq!(
        columns(db, "things").await,
        [
            known("id", "bigint", true, None),
            known(
                "Title",
                "character varying(20)",
                true,
                Some("'it''s \\ \"here\"'::character varying")
            ),
            known("price", "numeric(10,2)", false, None),
            known("small", "smallint", true, Some("'-3'::integer")),
            known("ratio", "double precision", true, Some("1.5")),
            known("on", "boolean", true, Some("true")),
            known("at", "timestamp with time zone", true, Some("now()")),
            known("uid", "uuid", true, Some("gen_random_uuid()")),
            known("list", "integer[]", true, Some("ARRAY[1, 2]")),
            known("tags", "text[]", false, None),
        ]
    );
}

/// B11, B12, B13, B14
#[tokio::test]
async fn an_identity_has_its_mode_and_the_options_of_its_sequence() {
    #[derive(Table, Debug)]
    #[table(name = "counters")]
    struct Counter {
        #[column(primary_key, identity)]
        id: i64,
        #[column(identity(by_default, start = 100, increment = -5, min = -50, max = 1000, cache = 7, cycle, sequence = "my seq"))]
        n: i32,
    }
    let db = &*Database::with([Counter::table()]).await;
    let identities = sql_query!(
        (String, String),
        "select attname::text, attidentity::text from pg_attribute
         where attrelid = 'counters'::regclass and attidentity <> '' order by attnum"
    );
    assert_eq!(
        identities.all(db).await.unwrap(),
        [("id".into(), "a".into()), ("n".into(), "d".into())]
    );
    type Options = (i64, i64, i64, i64, i64, bool);
    let options: Options = sql_query!(
        Options,
        "select seqstart, seqincrement, seqmin, seqmax, seqcache, seqcycle
         from pg_sequence where seqrelid = '\"my seq\"'::regclass"
    )
    .one(db)
    .await
    .unwrap();
    assert_eq!(options, (100, -5, -50, 1000, 7, true));
    let plain: String = sql_query!(String, "select pg_get_serial_sequence('counters', 'id')")
        .one(db)
        .await
        .unwrap();
    assert_eq!(plain, "public.counters_id_seq");
}

/// B10
#[tokio::test]
async fn a_generated_column_is_computed_by_the_server() {
    #[derive(Table, Debug)]
    #[table(name = "boxes")]
    struct Crate {
        #[column(primary_key)]
        id: i32,
        wide: i32,
        high: i32,
        #[column(generated = "wide * high")]
        area: i32,
        #[column(generated("wide + high"))]
        half: Option<i32>,
    }
    let db = &*Database::with([Crate::table()]).await;
    let row = insert(NewCrate {
        id: 1,
        wide: 3,
        high: 4,
    })
    .returning_all()
    .one(db)
    .await
    .unwrap();
    assert_eq!((row.area, row.half), (12, Some(7)));
    let row = update(Crate)
        .set(Crate.wide.set(10))
        .filter(Crate.id.eq(1))
        .returning(Crate.area)
        .one(db)
        .await
        .unwrap();
    assert_eq!(row, 40);
}

/// B20
#[tokio::test]
async fn a_column_has_its_collation_storage_compression_and_comment() {
    #[derive(Table, Debug)]
    #[table(name = "texts")]
    struct Text {
        #[column(primary_key)]
        id: i32,
        /// It's "the" body; with a \ in it.
        ///
        /// A second paragraph.
        #[column(collate = "C", storage = external, compression = pglz)]
        body: String,
        #[column(storage = main)]
        other: Vec<u8>,
    }
    let db = &*Database::with([Text::table()]).await;
    let found: Vec<(String, String, String, Option<String>, Option<String>)> = sql_query!(
        (String, String, String, Option<String>, Option<String>),
        "select attname::text, attstorage::text, attcompression::text, collname::text, col_description(attrelid, attnum)
         from pg_attribute left join pg_collation c on c.oid = attcollation
         where attrelid = 'texts'::regclass and attnum > 1 order by attnum"
    )
    .all(db)
    .await
    .unwrap();
    let comment = "It's \"the\" body; with a \\ in it.\nA second paragraph.";
    assert_eq!(
        found,
        [
            (
                "body".into(),
                "e".into(),
                "p".into(),
                Some("C".into()),
                Some(comment.into())
            ),
            ("other".into(), "m".into(), String::new(), None, None),
        ]
    );
}

/// H1, H2
#[tokio::test]
async fn renamed_columns_are_read_and_written_under_their_names() {
    #[derive(Table, Debug, PartialEq)]
    #[table(name = "Renamed", rename_all = "SCREAMING_SNAKE_CASE")]
    struct Renamed {
        #[column(primary_key)]
        row_id: i32,
        #[column(name = "select")]
        chosen: String,
        r#type: Option<String>,
    }
    let db = &*Database::with([Renamed::table()]).await;
    let names: Vec<String> = columns(db, "\"Renamed\"")
        .await
        .into_iter()
        .map(|known| known.name)
        .collect();
    assert_eq!(names, ["ROW_ID", "select", "TYPE"]);
    let row = insert(NewRenamed::builder().row_id(1).chosen("x").r#type("y"))
        .returning_all()
        .one(db)
        .await
        .unwrap();
    assert_eq!(
        row,
        Renamed {
            row_id: 1,
            chosen: "x".into(),
            r#type: Some("y".into())
        }
    );
}

/// A4, A5, A6
#[tokio::test]
async fn a_serial_column_is_optional_on_insert() {
    #[derive(Table, Debug)]
    #[table(name = "serials")]
    struct Serial {
        #[column(primary_key, sql_type = "bigserial")]
        id: i64,
        name: String,
    }
    let db = &*Database::with([Serial::table()]).await;
    let ids = insert([
        NewSerial::builder().name("a"),
        NewSerial::builder().name("b"),
    ])
    .returning(Serial.id);
    assert_eq!(ids.all(db).await.unwrap(), [1, 2]);
}
