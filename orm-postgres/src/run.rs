//! Runs one statement on a connection.

use std::future::poll_fn;
use std::pin::Pin;
use std::pin::pin;
use std::task::Poll;
use std::task::ready;

use futures_core::Stream as _;
use orm_core::sql::Sql;
use tokio_postgres::Row as DriverRow;
use tokio_postgres::RowStream;

use crate::error::Error;
use crate::rows::Reader;
use crate::session::Session;
use crate::trace::Watch;

/// So many rows are read to end a result that nobody wants; a longer one is cut off.
const LEFTOVER_ROWS: usize = 1000;

/// A statement that was sent.
pub(crate) struct Run {
    number: u64,
    watch: Watch,
}

impl Run {
    /// Sends a statement.
    ///
    /// If it was prepared for tables that have changed since, it is prepared again; within a
    /// transaction that is too late, and the next one prepares it.
    pub(crate) async fn start(session: &Session, sql: &Sql) -> Result<(Self, RowStream), Error> {
        sql.check()?;
        let mut run = Self { number: session.sending(), watch: Watch::start(session.settings(), &sql.text) };
        let error = match session.send(sql).await {
            Ok(rows) => return Ok((run, rows)),
            Err(error) => error,
        };
        if !error.is_stale() {
            return Err(run.fail(session, sql, error));
        }
        session.forget(&sql.text);
        if session.depth() > 0 {
            return Err(run.fail(session, sql, error));
        }
        match session.send(sql).await {
            Ok(rows) => Ok((run, rows)),
            Err(_) => Err(run.fail(session, sql, error)),
        }
    }

    /// The next row, or none when the answer has been read to its end.
    pub(crate) fn poll(
        &mut self,
        session: &Session,
        sql: &Sql,
        rows: Pin<&mut RowStream>,
        cx: &mut std::task::Context<'_>,
    ) -> Poll<Result<Option<DriverRow>, Error>> {
        Poll::Ready(match ready!(rows.poll_next(cx)) {
            Some(Ok(row)) => {
                self.watch.row();
                Ok(Some(row))
            }
            Some(Err(error)) => Err(self.fail(session, sql, Error::driver(error))),
            None => {
                session.finished(self.number);
                self.watch.end(session.settings(), &sql.text, None);
                Ok(None)
            }
        })
    }

    /// Reads what is left of a result that nobody wants, if it is short. A long one keeps its
    /// connection from being used again, unless a transaction goes on with it.
    pub(crate) async fn finish(&mut self, session: &Session, sql: &Sql, mut rows: Pin<&mut RowStream>) -> Result<(), Error> {
        for _ in 0..LEFTOVER_ROWS {
            let next = poll_fn(|cx| self.poll(session, sql, rows.as_mut(), cx)).await?;
            if next.is_none() {
                break;
            }
        }
        Ok(())
    }

    /// As [`finish`](Self::finish), for as many rows as have come.
    pub(crate) fn finish_at_once(&mut self, session: &Session, sql: &Sql, mut rows: Pin<&mut RowStream>) {
        let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
        for _ in 0..LEFTOVER_ROWS {
            match self.poll(session, sql, rows.as_mut(), &mut cx) {
                Poll::Ready(Ok(Some(_))) => {}
                Poll::Ready(Ok(None) | Err(_)) | Poll::Pending => return,
            }
        }
    }

    #[cold]
    fn fail(&mut self, session: &Session, sql: &Sql, error: Error) -> Error {
        session.failed(self.number, &error);
        let error = error.at(&sql.text);
        self.watch.end(session.settings(), &sql.text, Some(&error));
        error
    }
}

/// Reads all rows of a statement into `out`.
pub(crate) async fn collect<Row>(session: &Session, sql: &Sql, reader: &mut Reader<Row>, out: &mut Vec<Row>) -> Result<(), Error> {
    let (mut run, rows) = Run::start(session, sql).await?;
    let mut rows = pin!(rows);
    while let Some(row) = poll_fn(|cx| run.poll(session, sql, rows.as_mut(), cx)).await? {
        match reader.read(&row) {
            Ok(row) => out.push(row),
            Err(error) => {
                run.finish(session, sql, rows).await?;
                return Err(error.at(&sql.text));
            }
        }
    }
    Ok(())
}

/// Reads the first row of a statement, and tells whether there is another.
pub(crate) async fn lead<Row>(session: &Session, sql: &Sql, reader: &mut Reader<Row>) -> Result<Lead<Row>, Error> {
    let (mut run, rows) = Run::start(session, sql).await?;
    let mut rows = pin!(rows);
    let Some(first) = poll_fn(|cx| run.poll(session, sql, rows.as_mut(), cx)).await? else {
        return Ok(Lead::Nothing);
    };
    let row = reader.read(&first).map_err(|error| error.at(&sql.text));
    drop(first);
    if poll_fn(|cx| run.poll(session, sql, rows.as_mut(), cx)).await?.is_none() {
        return row.map(Lead::One);
    }
    run.finish(session, sql, rows).await?;
    row.map(Lead::Several)
}

/// How a result begins.
pub(crate) enum Lead<Row> {
    Nothing,
    One(Row),
    Several(Row),
}

/// Runs a statement, and tells how many rows it has changed or given.
pub(crate) async fn count(session: &Session, sql: &Sql) -> Result<u64, Error> {
    let (mut run, rows) = Run::start(session, sql).await?;
    let mut rows = pin!(rows);
    while poll_fn(|cx| run.poll(session, sql, rows.as_mut(), cx)).await?.is_some() {}
    Ok(rows.rows_affected().unwrap_or_default())
}
