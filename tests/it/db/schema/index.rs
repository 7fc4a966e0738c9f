//! Indexes, with every option.

use orm::prelude::*;

use crate::support::Database;

async fn indexes(db: &Db, table: &str) -> Vec<String> {
    sql_query!(
        String,
        "select pg_get_indexdef(indexrelid) from pg_index
         where indrelid = {table}::regclass and not indisprimary order by indexrelid::regclass::text"
    )
    .all(db)
    .await
    .expect("what the test is given")
}

/// D1, D2, D5, D6, D7, D8, D9, D10, D12, X34
#[tokio::test]
async fn an_index_has_every_option_that_it_was_given() {
    #[derive(Table, Debug)]
    #[table(
        name = "docs",
        index(a),
        index(a.desc().nulls_last(), b.nulls_first(), name = "i order"),
        index(title.collate("C").opclass("text_pattern_ops"), name = "i_class"),
        index(expr("lower(title)"), expr("a + b").desc(), name = "i_expr"),
        index(a, name = "i_partial", filter = "b > 3 and a is not null"),
        index(b, name = "i_include", include(title, a)),
        index(a, b, name = "i_unique", unique, nulls_not_distinct),
        index(a, name = "i_with", with(fillfactor = 70, deduplicate_items = off)),
        index(title, name = "i_hash", using = hash),
        index(b, name = "i_brin", using = brin, with(pages_per_range = 32)),
        index(tags, name = "i_gin", using = gin),
        index(body.opclass("jsonb_path_ops"), name = "i_json", using = gin)
    )]
    struct Doc {
        #[column(primary_key)]
        id: i32,
        a: Option<i32>,
        #[column(index)]
        b: i32,
        #[column(index(name = "i_column", unique, filter = "title <> ''"))]
        title: String,
        tags: Vec<String>,
        body: orm::types::serde_json::Value,
    }
    let Some(database) = Database::since(15, [Doc::table()]).await else {
        return;
    };
    let db = &*database;
    assert_eq!(
        indexes(db, "docs").await,
        [
            "CREATE INDEX \"i order\" ON public.docs USING btree (a DESC NULLS LAST, b NULLS FIRST)",
            "CREATE INDEX docs_a_idx ON public.docs USING btree (a)",
            "CREATE INDEX docs_b_idx ON public.docs USING btree (b)",
            "CREATE INDEX i_brin ON public.docs USING brin (b) WITH (pages_per_range='32')",
            "CREATE INDEX i_class ON public.docs USING btree (title COLLATE \"C\" text_pattern_ops)",
            "CREATE UNIQUE INDEX i_column ON public.docs USING btree (title) WHERE (title <> ''::text)",
            "CREATE INDEX i_expr ON public.docs USING btree (lower(title), ((a + b)) DESC)",
            "CREATE INDEX i_gin ON public.docs USING gin (tags)",
            "CREATE INDEX i_hash ON public.docs USING hash (title)",
            "CREATE INDEX i_include ON public.docs USING btree (b) INCLUDE (title, a)",
            "CREATE INDEX i_json ON public.docs USING gin (body jsonb_path_ops)",
            "CREATE INDEX i_partial ON public.docs USING btree (a) WHERE ((b > 3) AND (a IS NOT NULL))",
            "CREATE UNIQUE INDEX i_unique ON public.docs USING btree (a, b) NULLS NOT DISTINCT",
            "CREATE INDEX i_with ON public.docs USING btree (a) WITH (fillfactor='70', deduplicate_items=off)",
        ]
    );
}

/// D11: in a database that is being created nobody else writes, and CONCURRENTLY cannot be in a transaction.
#[tokio::test]
async fn a_concurrent_index_is_created_with_its_schema() {
    #[derive(Table, Debug)]
    #[table(name = "busy", index(n, concurrently))]
    struct Busy {
        #[column(primary_key)]
        id: i32,
        n: i32,
    }
    let db = &*Database::with([Busy::table()]).await;
    assert_eq!(
        indexes(db, "busy").await,
        ["CREATE INDEX busy_n_idx ON public.busy USING btree (n)"]
    );
}

/// C6: the server's own rule for long names, so that the two never differ.
#[tokio::test]
async fn an_unnamed_object_is_called_as_the_server_calls_it() {
    #[derive(Table, Debug)]
    #[table(
        name = "a_table_whose_name_is_rather_long_for_what_it_has_to_say",
        index(a_first_column_with_a_long_name, second),
        unique(second, third)
    )]
    struct Long {
        #[column(primary_key)]
        id: i32,
        #[column(check = "a_first_column_with_a_long_name > 0")]
        a_first_column_with_a_long_name: i32,
        second: i32,
        #[column(references(Long.id))]
        third: i32,
    }
    let db = &*Database::with([Long::table()]).await;
    let names = || {
        sql_query!(
            String,
            "select conname::text from pg_constraint where contype <> 'n' and conrelid <> 0 union all select indexrelid::regclass::text from pg_index where indrelid::regclass::text like 'a_table%' order by 1"
        )
    };
    let ours = names().all(db).await.unwrap();
    db.batch("drop table a_table_whose_name_is_rather_long_for_what_it_has_to_say")
        .await
        .unwrap();
    db.batch(
        "create table a_table_whose_name_is_rather_long_for_what_it_has_to_say (
            id int primary key, a_first_column_with_a_long_name int check (a_first_column_with_a_long_name > 0),
            second int, third int references a_table_whose_name_is_rather_long_for_what_it_has_to_say, unique (second, third));
         create index on a_table_whose_name_is_rather_long_for_what_it_has_to_say (a_first_column_with_a_long_name, second)",
    )
    .await
    .unwrap();
    assert_eq!(ours, names().all(db).await.unwrap());
}
