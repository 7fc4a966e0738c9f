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
use tokio_postgres::RowStream;

use crate::bulk::Command;
use crate::error::Error;
use crate::execute;
use crate::execute::Plan;
use crate::executor::Executor;
use crate::executor::Need;
use crate::rows::Reader;
use crate::run::Progress;
use crate::run::Run;
use crate::session::Session;
use crate::text::Text;

/// The rows of a statement, one by one: a [`Stream`] of `Result<Row, Error>`.
///
/// The statement is sent when the first row is asked for, or when this is awaited. Rows come no faster
/// than they are asked for. Until the last one, or until it is dropped, it has a connection for itself.
///
/// ```no_run
/// # use orm_doc::*;
/// # async fn run(db: Db) -> Result<(), orm::Error> {
/// let mut posts = from(Post).order_by(Post.id).stream(&db);
/// while let Some(post) = posts.next().await {
///     println!("{}", post?.title);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "a stream does nothing until a row is asked for"]
pub struct Rows<'a, Row> {
    state: State<'a, Row>,
}

enum State<'a, Row> {
    Opening(Opening<'a, Row>),
    Open(Box<Open<'a, Row>>),
    /// Rows that had to be read at once.
    Read(std::vec::IntoIter<Row>),
    Ended,
}

type Opening<'a, Row> = Pin<Box<dyn Future<Output = Result<State<'a, Row>, Error>> + Send + 'a>>;

/// A result that is being read. Its connection goes back last.
struct Open<'a, Row> {
    rows: Pin<Box<RowStream>>,
    progress: Option<Progress>,
    reader: Reader<Row>,
    sql: Text,
    session: Box<dyn Deref<Target = Session> + Send + Sync + 'a>,
}

impl<'a, Row: Send + 'a> Rows<'a, Row> {
    pub(crate) fn new<E: Executor + 'a>(plan: Result<Plan<Row>, Error>, on: E) -> Self {
        Self {
            state: State::Opening(Box::pin(open(plan, on))),
        }
    }
}

async fn open<'a, Row: Send, E: Executor + 'a>(
    plan: Result<Plan<Row>, Error>,
    on: E,
) -> Result<State<'a, Row>, Error> {
    let Plan {
        command,
        mut reader,
    } = plan?;
    match command {
        Command::One(sql) => {
            let session = on.lend(Need::Alone).await?;
            let (run, rows) = Run::start(&session, &sql).await?;
            reader.begin(run.prepared());
            let progress = Some(run.pause());
            let open = Open {
                rows: Box::pin(rows),
                progress,
                reader,
                sql,
                session: Box::new(session),
            };
            Ok(State::Open(Box::new(open)))
        }
        Command::Many(chunks) => Ok(State::Read(
            execute::all_of(chunks, reader, on).await?.into_iter(),
        )),
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
        let Some(progress) = self.progress.take() else {
            return Poll::Ready(None);
        };
        let mut run = Run::resume(&self.session, &self.sql, progress);
        let row = run.poll_row(self.rows.as_mut(), &mut self.reader, cx);
        self.progress = Some(run.pause());
        row
    }
}

/// What has come is read, so that a connection whose result is at its end can be used again.
impl<Row> Drop for Open<'_, Row> {
    fn drop(&mut self) {
        if let Some(progress) = self.progress.take() {
            Run::resume(&self.session, &self.sql, progress).leave(self.rows.as_mut());
        }
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
