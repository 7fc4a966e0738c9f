//! Watches statements: spans for `tracing`, a warning for slow ones, the listener.

use std::time::Duration;
use std::time::Instant;

use crate::error::Error;
use crate::settings::Settings;

/// A statement that has ended.
///
/// ```
/// # use orm_doc::*;
/// let builder = Db::builder().on_statement(|statement| {
///     if statement.error().is_some() {
///         eprintln!("failed after {:?}: {}", statement.elapsed(), statement.sql());
///     }
/// });
/// ```
#[derive(Debug)]
pub struct Finished<'a> {
    sql: &'a str,
    elapsed: Duration,
    rows: u64,
    error: Option<&'a Error>,
}

impl Finished<'_> {
    /// Its text, with `$1` where its values stand.
    #[must_use]
    pub fn sql(&self) -> &str {
        self.sql
    }

    /// The time from sending it to the end of its answer. It includes that in which nobody asked for
    /// the next row.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// How many rows it gave.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Why it failed, if it did.
    #[must_use]
    pub fn error(&self) -> Option<&Error> {
        self.error
    }
}

/// Watches one statement.
pub(crate) struct Watch {
    started: Option<Instant>,
    rows: u64,
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

impl Watch {
    pub(crate) fn start(settings: &Settings, text: &str) -> Self {
        #[cfg(feature = "tracing")]
        let timed = settings.slow.is_some() || settings.listener.is_some();
        #[cfg(not(feature = "tracing"))]
        let (timed, _) = (settings.listener.is_some(), text);
        Self {
            started: timed.then(Instant::now),
            rows: 0,
            #[cfg(feature = "tracing")]
            span: span(settings, text),
        }
    }

    pub(crate) fn row(&mut self) {
        self.rows += 1;
    }

    pub(crate) fn end(&mut self, settings: &Settings, sql: &str, error: Option<&Error>) {
        #[cfg(feature = "tracing")]
        if !self.span.is_disabled() {
            self.record(error);
        }
        if let Some(started) = self.started.take() {
            let finished = Finished {
                sql,
                elapsed: started.elapsed(),
                rows: self.rows,
                error,
            };
            tell(settings, &finished);
        }
    }

    /// The span closes when the watch is dropped.
    #[cfg(feature = "tracing")]
    #[cold]
    fn record(&self, error: Option<&Error>) {
        self.span.record("db.response.returned_rows", self.rows);
        if let Some(error) = error {
            self.span.record("otel.status_code", "ERROR");
            self.span
                .record("error.type", error.sql_state().unwrap_or("client"));
            if let Some(state) = error.sql_state() {
                self.span.record("db.response.status_code", state);
            }
        }
    }
}

/// The span of a statement, with OpenTelemetry's names: <https://opentelemetry.io/docs/specs/semconv/database/>.
#[cfg(feature = "tracing")]
fn span(settings: &Settings, text: &str) -> tracing::Span {
    use tracing::field::Empty;

    tracing::debug_span!(
        target: "orm",
        "query",
        otel.kind = "client",
        otel.status_code = Empty,
        error.r#type = Empty,
        db.system.name = "postgresql",
        db.namespace = settings.database.as_deref(),
        db.operation.name = operation(text),
        db.query.text = text,
        db.response.returned_rows = Empty,
        db.response.status_code = Empty,
    )
}

#[cfg(feature = "tracing")]
fn operation(text: &str) -> &str {
    text.trim_start()
        .split(|c: char| !c.is_ascii_alphabetic())
        .next()
        .unwrap_or_default()
}

#[cold]
fn tell(settings: &Settings, finished: &Finished<'_>) {
    #[cfg(feature = "tracing")]
    if settings.slow.is_some_and(|slow| finished.elapsed >= slow) {
        tracing::warn!(
            target: "orm",
            {
                db.system.name = "postgresql",
                db.query.text = finished.sql,
                db.response.returned_rows = finished.rows,
                elapsed_ms = finished.elapsed.as_secs_f64() * 1000.0
            },
            "slow statement"
        );
    }
    if let Some(listener) = &settings.listener {
        listener(finished);
    }
}
