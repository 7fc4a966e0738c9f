//! Statements can be watched, and their values cannot.

use std::sync::Arc;
use std::sync::Mutex;

use orm_postgres::Execute as _;

use crate::support::Database;
use crate::support::sql;
use crate::support::sql_with;

#[tokio::test]
async fn a_listener_hears_of_every_statement_once() {
    let database = Database::new().await;
    let heard = Arc::new(Mutex::new(Vec::new()));
    let db = database
        .builder()
        .on_statement({
            let heard = Arc::clone(&heard);
            move |statement| {
                let state = statement
                    .error()
                    .and_then(|error| error.sql_state())
                    .map(str::to_owned);
                assert!(!statement.elapsed().is_zero());
                heard
                    .lock()
                    .unwrap()
                    .push((statement.sql().to_owned(), statement.rows(), state));
            }
        })
        .connect()
        .await
        .unwrap();
    sql_with::<i32>("select generate_series(1, ", 3, ")")
        .all(&db)
        .await
        .unwrap();
    sql::<i32>("select nothing").one(&db).await.unwrap_err();
    let heard = heard.lock().unwrap();
    assert_eq!(
        *heard,
        [
            ("select generate_series(1, $1::int4)".to_owned(), 3, None),
            ("select nothing".to_owned(), 0, Some("42703".to_owned())),
        ]
    );
}

#[cfg(feature = "tracing")]
mod spans {
    use std::collections::BTreeMap;
    use std::fmt::Debug;
    use std::time::Duration;

    use tracing::Event;
    use tracing::Metadata;
    use tracing::field::Field;
    use tracing::field::Visit;
    use tracing::span;

    use super::*;

    type Fields = BTreeMap<String, String>;

    /// Keeps the fields of spans and events of this crate.
    #[derive(Clone, Default)]
    struct Recorder {
        spans: Arc<Mutex<Vec<Fields>>>,
        events: Arc<Mutex<Vec<Fields>>>,
    }

    struct Into<'a>(&'a mut Fields);

    impl Visit for Into<'_> {
        fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
            self.0.insert(
                field.name().to_owned(),
                format!("{value:?}").trim_matches('"').to_owned(),
            );
        }
    }

    impl tracing::Subscriber for Recorder {
        fn enabled(&self, metadata: &Metadata<'_>) -> bool {
            metadata.target() == "orm"
        }
        fn new_span(&self, span: &span::Attributes<'_>) -> span::Id {
            let mut fields = Fields::new();
            span.record(&mut Into(&mut fields));
            let mut spans = self.spans.lock().unwrap();
            spans.push(fields);
            span::Id::from_u64(spans.len() as u64)
        }
        fn record(&self, id: &span::Id, values: &span::Record<'_>) {
            let mut spans = self.spans.lock().unwrap();
            values.record(&mut Into(&mut spans[id.into_u64() as usize - 1]));
        }
        fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
        fn event(&self, event: &Event<'_>) {
            let mut fields = Fields::new();
            event.record(&mut Into(&mut fields));
            self.events.lock().unwrap().push(fields);
        }
        fn enter(&self, _: &span::Id) {}
        fn exit(&self, _: &span::Id) {}
    }

    #[tokio::test]
    async fn a_span_has_the_names_of_opentelemetry_and_no_values() {
        let database = Database::new().await;
        let db = database
            .builder()
            .slow_query(Duration::from_millis(20))
            .connect()
            .await
            .unwrap();
        let recorder = Recorder::default();
        let guard = tracing::subscriber::set_default(recorder.clone());
        sql_with::<i32>("select ", 424_242, "")
            .one(&db)
            .await
            .unwrap();
        sql::<i32>("select 1 from pg_sleep(0.03)")
            .one(&db)
            .await
            .unwrap();
        sql::<i32>("select nothing").one(&db).await.unwrap_err();
        drop(guard);

        let spans = recorder.spans.lock().unwrap();
        let wanted = [
            ("db.operation.name", "select"),
            ("db.query.text", "select $1::int4"),
            ("db.response.returned_rows", "1"),
            ("db.system.name", "postgresql"),
            ("otel.kind", "client"),
        ];
        for (name, value) in wanted {
            assert_eq!(spans[0][name], value);
        }
        assert!(spans[0]["db.namespace"].starts_with("pg_test_"));
        assert_eq!(spans[2]["db.response.status_code"], "42703");
        assert_eq!(spans[2]["otel.status_code"], "ERROR");

        let events = recorder.events.lock().unwrap();
        assert_eq!(events.len(), 1);
        assert_eq!(events[0]["message"], "slow statement");
        assert_eq!(events[0]["db.query.text"], "select 1 from pg_sleep(0.03)");
        assert!(!format!("{spans:?} {events:?}").contains("424242"));
    }
}
