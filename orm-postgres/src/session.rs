//! A connection, what it has prepared, and how far it has come.

use std::fmt;
use std::future::Future as _;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;
use std::task::Context;
use std::task::Waker;
use std::time::Instant;

use deadpool::managed::Manager as _;
use deadpool_postgres::ClientWrapper;
use tokio::sync::OnceCell;
use tokio_postgres::Client;
use tokio_postgres::RowStream;
use tokio_postgres::types::Type;

use crate::cache::Cache;
use crate::cache::Capacity;
use crate::cache::Prepared;
use crate::cache::Residue;
use crate::error::Error;
use crate::param::Param;
use crate::settings::Settings;
use crate::text::Text;
use crate::untyped;

/// Ends what a session was left with; the prepared statements stay.
const CLEAN: &str = "rollback; close all; set session authorization default; reset all; unlisten *; \
                     select pg_advisory_unlock_all(); discard temp; discard sequences";

/// A connection to the server.
///
/// Statements are answered in the order in which they were sent. So two numbers tell whether an
/// answer is outstanding, even that of a future which was dropped: the number of the last statement
/// that was sent, and of the last whose answer was read to its end.
pub struct Session {
    client: ClientWrapper,
    cache: Option<Cache>,
    /// The types that users have defined, where statements are not prepared.
    user_types: OnceCell<Vec<Type>>,
    settings: Arc<Settings>,
    /// When somebody had it the last time.
    lent: Instant,
    sent: AtomicU64,
    done: AtomicU64,
    /// How many transactions are open, each in the one before.
    depth: AtomicU32,
    savepoints: AtomicU32,
    /// A statement of the transaction has failed, or may have.
    doubt: AtomicBool,
    residue: AtomicBool,
    broken: AtomicBool,
}

impl Session {
    pub(crate) fn new(client: ClientWrapper, settings: Arc<Settings>) -> Self {
        let cache = match settings.capacity {
            Capacity::Off => None,
            Capacity::Statements(most) => Some(Cache::new(most)),
        };
        Self {
            client,
            cache,
            user_types: OnceCell::new(),
            settings,
            lent: Instant::now(),
            sent: AtomicU64::new(0),
            done: AtomicU64::new(0),
            depth: AtomicU32::new(0),
            savepoints: AtomicU32::new(0),
            doubt: AtomicBool::new(false),
            residue: AtomicBool::new(false),
            broken: AtomicBool::new(false),
        }
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Notes that somebody gets it, and tells when that was before.
    pub(crate) fn lend_at(&mut self, now: Instant) -> Instant {
        std::mem::replace(&mut self.lent, now)
    }

    pub(crate) fn detach(&mut self, manager: &deadpool_postgres::Manager) {
        manager.detach(&mut self.client);
    }
}

/// Sending.
impl Session {
    /// Numbers a statement that is about to be sent.
    pub(crate) fn sending(&self) -> u64 {
        self.sent.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Says that the answer to that statement was read to its end.
    pub(crate) fn finished(&self, number: u64) {
        self.done.fetch_max(number, Ordering::Relaxed);
    }

    /// Sends a statement, and gives its rows as they come, with what it was prepared as.
    pub(crate) async fn send(
        &self,
        sql: &Text,
    ) -> Result<(RowStream, Option<Arc<Prepared>>), Error> {
        let Some(cache) = &self.cache else {
            return Ok((Box::pin(self.send_untyped(sql)).await?, None));
        };
        let prepared = match cache.get(&sql.text) {
            Some(prepared) => prepared,
            None => Box::pin(self.prepare(cache, &sql.text)).await?,
        };
        if prepared.residue == Residue::Session {
            self.leave_residue();
        }
        let rows = self
            .client
            .query_raw(&prepared.statement, Param::all(&sql.params));
        Ok((rows.await.map_err(Error::driver)?, Some(prepared)))
    }

    #[cold]
    async fn prepare(&self, cache: &Cache, text: &str) -> Result<Arc<Prepared>, Error> {
        let statement = Client::prepare(&self.client, text)
            .await
            .map_err(Error::driver)?;
        let prepared = Arc::new(Prepared::new(statement, Residue::of(text)));
        cache.insert(text, &prepared);
        Ok(prepared)
    }

    #[cold]
    async fn send_untyped(&self, sql: &Text) -> Result<RowStream, Error> {
        if Residue::of(&sql.text) == Residue::Session {
            self.leave_residue();
        }
        let params = untyped::params(&sql.params, &self.client, &self.user_types).await?;
        let unknown = params.into_iter().map(|param| (param, Type::UNKNOWN));
        self.client
            .query_typed_raw(&sql.text, unknown)
            .await
            .map_err(Error::driver)
    }

    /// Forgets a prepared statement that the server does not accept any more.
    pub(crate) fn forget(&self, text: &str) {
        if let Some(cache) = &self.cache {
            cache.remove(text);
        }
    }

    /// How many statements are prepared.
    pub(crate) fn prepared(&self) -> usize {
        self.cache.as_ref().map_or(0, Cache::len)
    }

    /// Forgets all prepared statements.
    pub(crate) fn forget_all(&self) {
        if let Some(cache) = &self.cache {
            cache.clear();
        }
        self.client.clear_type_cache();
    }

    /// Runs statements that are written out, one after the other.
    pub(crate) async fn batch(&self, text: &str) -> Result<(), Error> {
        let number = self.sending();
        let ended = self.client.batch_execute(text).await.map_err(Error::driver);
        self.settle(number, ended)
    }

    /// Sends statements whose answer nobody waits for.
    pub(crate) fn queue(&self, text: &str) {
        let sending = pin!(self.client.batch_execute(text));
        // The first poll puts the message in the connection's queue. It is not numbered: what is sent
        // after it is answered after it, and if it fails the connection has ended.
        let _answer = sending.poll(&mut Context::from_waker(Waker::noop()));
    }

    /// Takes note of how a statement ended.
    pub(crate) fn settle<T>(&self, number: u64, ended: Result<T, Error>) -> Result<T, Error> {
        match &ended {
            Ok(_) => self.finished(number),
            Err(error) => self.failed(number, error),
        }
        ended
    }

    /// Takes note of an error.
    pub(crate) fn failed(&self, number: u64, error: &Error) {
        self.doubt.store(true, Ordering::Relaxed);
        if error.is_closed() {
            // The server may say so before it hangs up.
            self.give_up();
        } else {
            // The server has ended the statement, or it was never sent.
            self.finished(number);
        }
    }
}

/// Its state.
impl Session {
    /// Whether every answer was read to its end.
    pub(crate) fn is_idle(&self) -> bool {
        self.sent.load(Ordering::Relaxed) == self.done.load(Ordering::Relaxed)
    }

    /// Whether somebody else can have it.
    pub(crate) fn is_usable(&self) -> bool {
        self.is_idle() && !self.broken.load(Ordering::Relaxed) && !self.client.is_closed()
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    /// Keeps it from ever being handed out again.
    pub(crate) fn give_up(&self) {
        self.broken.store(true, Ordering::Relaxed);
    }

    /// Says that it may be left with a setting, a transaction, a cursor.
    pub(crate) fn leave_residue(&self) {
        self.residue.store(true, Ordering::Relaxed);
        self.doubt.store(true, Ordering::Relaxed);
    }

    pub(crate) fn has_residue(&self) -> bool {
        self.residue.load(Ordering::Relaxed)
    }

    /// Makes it as it was when it was new.
    pub(crate) async fn clean(&self) -> Result<(), Error> {
        if self.has_residue() {
            self.batch(CLEAN).await?;
            self.residue.store(false, Ordering::Relaxed);
            return Ok(());
        }
        let number = self.sending();
        let ended = self.client.check_connection().await.map_err(Error::driver);
        self.settle(number, ended)
    }

    pub(crate) fn depth(&self) -> u32 {
        self.depth.load(Ordering::Relaxed)
    }

    pub(crate) fn set_depth(&self, depth: u32) {
        self.depth.store(depth, Ordering::Relaxed);
    }

    /// A number that no savepoint of this session has had.
    pub(crate) fn next_savepoint(&self) -> u32 {
        self.savepoints.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Whether a statement of the transaction may have failed.
    pub(crate) fn is_in_doubt(&self) -> bool {
        self.doubt.load(Ordering::Relaxed) || !self.is_idle()
    }

    pub(crate) fn clear_doubt(&self) {
        self.doubt.store(false, Ordering::Relaxed);
    }
}

/// Ends what the server still runs for it: nobody will read the answer.
impl Drop for Session {
    fn drop(&mut self) {
        if self.is_idle() || self.client.is_closed() {
            return;
        }
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let cancel = self
                .settings
                .connector
                .clone()
                .cancel(self.client.cancel_token());
            runtime.spawn(cancel);
        }
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("cache", &self.cache)
            .field("is_idle", &self.is_idle())
            .field("depth", &self.depth())
            .field("is_closed", &self.is_closed())
            .finish_non_exhaustive()
    }
}
