//! Rows one by one.

use std::fmt;
use std::future::Future;
use std::future::IntoFuture;
use std::future::poll_fn;
use std::ops::Deref;
use std::pin::Pin;
use std::task::Context;
use std::task::Poll;
use std::task::ready;

use futures_core::Stream;
use orm_core::sql::Sql;
use tokio_postgres::RowStream;

use crate::bulk::Command;
use crate::error::Error;
use crate::executor::Executor;
use crate::executor::Need;
use crate::execute;
use crate::rows::Reader;
use crate::run::Run;
use crate::session::Session;

/// The rows of a statement, one by one: a [`Stream`] of `Result<Row, Error>`.
///
/// The statement is sent when the first row is asked for, or when this is awaited. Rows come no faster
/// than they are asked for. Until the last one, or until it is dropped, it has a connection for itself.
#[must_use = "a stream does nothing until a row is asked for"]
pub struct Rows<'a, Row> {
    state: State<'a, Row>,
}

enum State<'a, Row> {
    Opening(Opening<'a, Row>),
    Open(Open<'a, Row>),
    /// Rows that had to be read at once.
    Read(std::vec::IntoIter<Row>),
    Ended,
}

type Opening<'a, Row> = Pin<Box<dyn Future<Output = Result<State<'a, Row>, Error>> + Send + 'a>>;

/// A result that is being read. Its connection goes back last.
struct Open<'a, Row> {
    rows: Pin<Box<RowStream>>,
    run: Run,
    reader: Reader<Row>,
    sql: Sql,
    session: Box<dyn Deref<Target = Session> + Send + Sync + 'a>,
}

impl<'a, Row: Send + 'a> Rows<'a, Row> {
    pub(crate) fn new<E: Executor + 'a>(command: Command, reader: Reader<Row>, on: E) -> Self {
        Self { state: State::Opening(Box::pin(open(command, reader, on))) }
    }
}

async fn open<'a, Row: Send, E: Executor + 'a>(command: Command, reader: Reader<Row>, on: E) -> Result<State<'a, Row>, Error> {
    match command {
        Command::One(sql) => {
            let session = on.lend(Need::Alone).await?;
            let (run, rows) = Run::start(&session, &sql).await?;
            Ok(State::Open(Open { rows: Box::pin(rows), run, reader, sql, session: Box::new(session) }))
        }
        many @ Command::Many(_) => Ok(State::Read(execute::all(many, reader, on).await?.into_iter())),
    }
}

impl<Row> Rows<'_, Row> {
    /// The next row; none after the last one, and after an error.
    pub async fn next(&mut self) -> Option<Result<Row, Error>> {
        poll_fn(|cx| self.poll_row(cx)).await
    }

    fn poll_row(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Row, Error>>> {
        let next = match ready!(self.poll_open(cx)) {
            Err(error) => Some(Err(error)),
            Ok(()) => match &mut self.state {
                State::Open(open) => ready!(open.poll_row(cx)),
                State::Read(rows) => rows.next().map(Ok),
                State::Opening(_) | State::Ended => None,
            },
        };
        if !matches!(next, Some(Ok(_))) {
            self.state = State::Ended;
        }
        Poll::Ready(next)
    }

    fn poll_open(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        if let State::Opening(opening) = &mut self.state {
            match ready!(opening.as_mut().poll(cx)) {
                Ok(state) => self.state = state,
                Err(error) => {
                    self.state = State::Ended;
                    return Poll::Ready(Err(error));
                }
            }
        }
        Poll::Ready(Ok(()))
    }
}

impl<Row> Open<'_, Row> {
    fn poll_row(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Row, Error>>> {
        let row = ready!(self.run.poll(&self.session, &self.sql, self.rows.as_mut(), cx));
        Poll::Ready(match row {
            Ok(Some(row)) => Some(self.reader.read(&row).map_err(|error| error.at(&self.sql.text))),
            Ok(None) => None,
            Err(error) => Some(Err(error)),
        })
    }
}

/// What has come is read, so that a connection whose result is at its end can be used again.
impl<Row> Drop for Open<'_, Row> {
    fn drop(&mut self) {
        self.run.finish_at_once(&self.session, &self.sql, self.rows.as_mut());
    }
}

impl<Row> Stream for Rows<'_, Row> {
    type Item = Result<Row, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_row(cx)
    }
}

/// Nothing is pinned inside but behind pointers.
impl<Row> Unpin for Rows<'_, Row> {}

/// Awaiting a stream sends its statement, and tells whether the server takes it.
impl<'a, Row: Send + 'a> IntoFuture for Rows<'a, Row> {
    type Output = Result<Self, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'a>>;

    fn into_future(mut self) -> Self::IntoFuture {
        Box::pin(async move {
            poll_fn(|cx| self.poll_open(cx)).await?;
            Ok(self)
        })
    }
}

impl<Row> fmt::Debug for Rows<'_, Row> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match &self.state {
            State::Opening(_) => "opening",
            State::Open(_) => "open",
            State::Read(_) => "read",
            State::Ended => "ended",
        };
        f.debug_struct("Rows").field("state", &state).finish()
    }
}
