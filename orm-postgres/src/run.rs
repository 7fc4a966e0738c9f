//! Runs one statement on a connection.

use std::future::poll_fn;
use std::pin::Pin;
use std::pin::pin;
use std::sync::Arc;
use std::task::Context;
use std::task::Poll;
use std::task::Waker;
use std::task::ready;

use futures_core::Stream as _;
use tokio_postgres::Row as DriverRow;
use tokio_postgres::RowStream;

use crate::cache::Prepared;
use crate::error::Error;
use crate::rows::Reader;
use crate::session::Session;
use crate::text::Text;
use crate::trace::Watch;

/// So many rows are read to end a result that nobody wants; a longer one is cut off.
///
/// Its connection is not used again then, unless a transaction goes on with it.
const LEFTOVER_ROWS: usize = 1000;

/// A statement that was sent.
pub(crate) struct Run<'a> {
    session: &'a Session,
    sql: &'a Text,
    progress: Progress,
}

/// How far the answer to a statement was read.
pub(crate) struct Progress {
    number: u64,
    state: State,
    prepared: Option<Arc<Prepared>>,
    watch: Watch,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Reading,
    /// The answer was read to its end, which must not be asked for again.
    Ended,
}

/// Whether a reader wants more rows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flow {
    More,
    Enough,
}

impl<'a> Run<'a> {
    /// Sends a statement.
    ///
    /// If it was prepared for tables that have changed since, it is prepared again; within a
    /// transaction that is too late, and the next one prepares it.
    pub(crate) async fn start(
        session: &'a Session,
        sql: &'a Text,
    ) -> Result<(Self, RowStream), Error> {
        let watch = Watch::start(session.settings(), &sql.text);
        let progress = Progress {
            number: session.sending(),
            state: State::Reading,
            prepared: None,
            watch,
        };
        let mut run = Self {
            session,
            sql,
            progress,
        };
        let error = match session.send(sql).await {
            Ok((rows, prepared)) => {
                run.progress.prepared = prepared;
                return Ok((run, rows));
            }
            Err(error) => error,
        };
        if !error.is_stale() {
            return Err(run.fail(error));
        }
        session.forget(&sql.text);
        if session.depth() > 0 {
            return Err(run.fail(error));
        }
        match Box::pin(session.send(sql)).await {
            Ok((rows, prepared)) => {
                run.progress.prepared = prepared;
                Ok((run, rows))
            }
            Err(_) => Err(run.fail(error)),
        }
    }

    /// What it was prepared as.
    pub(crate) fn prepared(&self) -> Option<&Prepared> {
        self.progress.prepared.as_deref()
    }

    /// Goes on with a statement that was laid aside.
    pub(crate) fn resume(session: &'a Session, sql: &'a Text, progress: Progress) -> Self {
        Self {
            session,
            sql,
            progress,
        }
    }

    /// Lays it aside.
    pub(crate) fn pause(self) -> Progress {
        self.progress
    }

    /// Gives `each` the rows, until it has enough or the answer has been read to its end.
    #[inline]
    fn poll_rows(
        &mut self,
        mut rows: Pin<&mut RowStream>,
        cx: &mut Context<'_>,
        mut each: impl FnMut(&DriverRow, Option<&Prepared>) -> Flow,
    ) -> Poll<Result<(), Error>> {
        if self.progress.state == State::Ended {
            return Poll::Ready(Ok(()));
        }
        // A row that has come is read at once, without going through the futures around it.
        loop {
            match ready!(rows.as_mut().poll_next(cx)) {
                Some(Ok(row)) => {
                    self.progress.watch.row();
                    if each(&row, self.progress.prepared.as_deref()) == Flow::Enough {
                        return Poll::Ready(Ok(()));
                    }
                }
                Some(Err(error)) => return Poll::Ready(Err(self.fail(Error::driver(error)))),
                None => {
                    self.end();
                    return Poll::Ready(Ok(()));
                }
            }
        }
    }

    /// The next row, or none when the answer has been read to its end.
    pub(crate) fn poll_row<Row>(
        &mut self,
        rows: Pin<&mut RowStream>,
        reader: &mut Reader<Row>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Row, Error>>> {
        let mut next = None;
        let ended = ready!(self.poll_rows(rows, cx, |row, prepared| {
            next = Some(reader.read(row, prepared));
            Flow::Enough
        }));
        Poll::Ready(match ended {
            Ok(()) => next.map(|row| row.map_err(|error| self.blame(error))),
            Err(error) => Some(Err(error)),
        })
    }

    /// Reads what has come of a result that nobody wants any more.
    pub(crate) fn leave(&mut self, rows: Pin<&mut RowStream>) {
        let mut left = LEFTOVER_ROWS;
        let mut cx = Context::from_waker(Waker::noop());
        // If it has not ended, its connection is not used again.
        let _unended = self.poll_rows(rows, &mut cx, |_, _| skip(&mut left));
    }

    fn end(&mut self) {
        self.progress.state = State::Ended;
        self.session.finished(self.progress.number);
        self.progress
            .watch
            .end(self.session.settings(), &self.sql.text, None);
    }

    #[cold]
    fn fail(&mut self, error: Error) -> Error {
        self.progress.state = State::Ended;
        self.session.failed(self.progress.number, &error);
        let error = self.blame(error);
        self.progress
            .watch
            .end(self.session.settings(), &self.sql.text, Some(&error));
        error
    }

    #[cold]
    fn blame(&self, error: Error) -> Error {
        error.at(&self.sql.text)
    }
}

/// Passes a row by, until too many have been.
fn skip(left: &mut usize) -> Flow {
    *left -= 1;
    if *left == 0 { Flow::Enough } else { Flow::More }
}

/// Reads all rows of a statement.
pub(crate) async fn collect<Row>(
    session: &Session,
    sql: &Text,
    reader: &mut Reader<Row>,
) -> Result<Vec<Row>, Error> {
    let (mut run, rows) = Run::start(session, sql).await?;
    reader.begin(run.prepared());
    let mut rows = pin!(rows);
    let mut left = LEFTOVER_ROWS;
    let mut out = Vec::new();
    let mut unfit = None;
    poll_fn(|cx| {
        run.poll_rows(rows.as_mut(), cx, |row, prepared| {
            if unfit.is_some() {
                return skip(&mut left);
            }
            match reader.read(row, prepared) {
                Ok(row) => out.push(row),
                Err(error) => unfit = Some(error),
            }
            Flow::More
        })
    })
    .await?;
    match unfit {
        None => Ok(out),
        Some(error) => Err(run.blame(error)),
    }
}

/// How a result begins.
pub(crate) enum Lead<Row> {
    Nothing,
    One(Row),
    Several(Row),
}

/// Reads the first row of a statement, and sees whether there are more.
pub(crate) async fn lead<Row>(
    session: &Session,
    sql: &Text,
    reader: &mut Reader<Row>,
) -> Result<Lead<Row>, Error> {
    let (mut run, rows) = Run::start(session, sql).await?;
    reader.begin(run.prepared());
    let mut rows = pin!(rows);
    let mut left = LEFTOVER_ROWS;
    let mut first = None;
    poll_fn(|cx| {
        run.poll_rows(rows.as_mut(), cx, |row, prepared| {
            if first.is_some() {
                return skip(&mut left);
            }
            first = Some(reader.read(row, prepared));
            Flow::More
        })
    })
    .await?;
    match first {
        None => Ok(Lead::Nothing),
        Some(Err(error)) => Err(run.blame(error)),
        Some(Ok(row)) if left == LEFTOVER_ROWS => Ok(Lead::One(row)),
        Some(Ok(row)) => Ok(Lead::Several(row)),
    }
}

/// Runs a statement, and tells how many rows it has changed or given.
pub(crate) async fn count(session: &Session, sql: &Text) -> Result<u64, Error> {
    let (mut run, rows) = Run::start(session, sql).await?;
    let mut rows = pin!(rows);
    poll_fn(|cx| run.poll_rows(rows.as_mut(), cx, |_, _| Flow::More)).await?;
    Ok(rows.rows_affected().unwrap_or_default())
}
