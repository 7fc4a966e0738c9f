//! Connections that many tasks use at the same time.

use std::fmt;
use std::sync::Arc;
use std::sync::PoisonError;
use std::sync::RwLock;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

use crate::error::Error;
use crate::manager::Manager;
use crate::session::Session;

/// Connections on which statements follow each other without waiting for answers.
pub(crate) struct Shared {
    slots: Box<[Slot]>,
    next: AtomicUsize,
}

#[derive(Default)]
struct Slot {
    session: RwLock<Option<Arc<Session>>>,
    /// Held by the one who connects, so that others wait for that connection.
    connecting: tokio::sync::Mutex<()>,
}

impl Shared {
    pub(crate) fn new(connections: usize) -> Self {
        Self {
            slots: (0..connections).map(|_| Slot::default()).collect(),
            next: AtomicUsize::new(0),
        }
    }

    /// The next connection, in turn.
    pub(crate) async fn session(&self, manager: &Manager) -> Result<Arc<Session>, Error> {
        let turn = self.next.fetch_add(1, Ordering::Relaxed) % self.slots.len();
        let slot = &self.slots[turn];
        match slot.open() {
            Some(session) => Ok(session),
            None => Box::pin(slot.connect(manager)).await,
        }
    }

    pub(crate) fn close(&self) {
        for slot in &self.slots {
            slot.put(None);
        }
    }
}

impl Slot {
    fn open(&self) -> Option<Arc<Session>> {
        let session = self.session.read().unwrap_or_else(PoisonError::into_inner);
        session
            .as_ref()
            .filter(|session| !session.is_closed())
            .map(Arc::clone)
    }

    async fn connect(&self, manager: &Manager) -> Result<Arc<Session>, Error> {
        let _connecting = self.connecting.lock().await;
        if let Some(session) = self.open() {
            return Ok(session);
        }
        let session = Arc::new(manager.connect().await?);
        self.put(Some(Arc::clone(&session)));
        Ok(session)
    }

    fn put(&self, session: Option<Arc<Session>>) {
        *self.session.write().unwrap_or_else(PoisonError::into_inner) = session;
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared")
            .field("connections", &self.slots.len())
            .finish_non_exhaustive()
    }
}
