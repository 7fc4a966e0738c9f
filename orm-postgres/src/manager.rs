//! Makes the connections of a pool, and looks at each before it is handed out again.

use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use deadpool::managed;
use deadpool::managed::Metrics;
use deadpool::managed::RecycleError;
use deadpool::managed::RecycleResult;
use tokio_postgres::Config;

use crate::error::Error;
use crate::session::Session;
use crate::settings::Settings;

/// After so long the runtime gets a chance to notice that the server has hung up.
const LOOK_AFTER: Duration = Duration::from_secs(1);

pub(crate) struct Manager {
    inner: deadpool_postgres::Manager,
    settings: Arc<Settings>,
}

impl Manager {
    pub(crate) fn new(config: Config, settings: Arc<Settings>) -> Self {
        Self {
            inner: settings.connector.clone().manager(config),
            settings,
        }
    }

    /// Makes a connection that the pool does not know.
    pub(crate) async fn connect(&self) -> Result<Session, Error> {
        match self.in_time(managed::Manager::create(&self.inner)).await? {
            Ok(client) => Ok(Session::new(client, Arc::clone(&self.settings))),
            Err(error) => Err(Error::connect(&self.settings.target, error)),
        }
    }

    async fn clean(&self, session: &Session) -> Result<(), Error> {
        self.in_time(session.clean()).await?
    }

    async fn in_time<T>(&self, work: impl Future<Output = T>) -> Result<T, Error> {
        let limit = self.settings.connect_timeout;
        let ended = tokio::time::timeout(limit, work).await;
        ended.map_err(|_| Error::connect_timeout(&self.settings.target, limit))
    }
}

impl managed::Manager for Manager {
    /// Boxed, since the pool moves it about.
    type Type = Box<Session>;
    type Error = Error;

    /// What happens seldom is boxed, here and below: the future of every statement is larger for it
    /// otherwise.
    async fn create(&self) -> Result<Box<Session>, Error> {
        Box::pin(self.connect()).await.map(Box::new)
    }

    async fn recycle(
        &self,
        session: &mut Box<Session>,
        _metrics: &Metrics,
    ) -> RecycleResult<Error> {
        let now = Instant::now();
        let before = session.lend_at(now);
        if now > before + LOOK_AFTER {
            tokio::task::yield_now().await;
        }
        if !session.is_usable() {
            return Err(RecycleError::message("the connection is closed"));
        }
        if session.has_residue() || now > before + self.settings.ping_after {
            Box::pin(self.clean(session)).await?;
        }
        Ok(())
    }

    fn detach(&self, session: &mut Box<Session>) {
        session.detach(&self.inner);
    }
}
