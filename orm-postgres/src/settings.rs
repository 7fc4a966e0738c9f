//! What all connections of a pool have in common.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::cache::Capacity;
use crate::tls::Connector;
use crate::trace::Finished;

/// What is called with each statement that has ended.
pub(crate) type Listener = Arc<dyn Fn(&Finished<'_>) + Send + Sync>;

/// The settings of a pool.
pub(crate) struct Settings {
    /// The place, for messages.
    pub(crate) target: String,
    /// The database, for spans.
    #[cfg(feature = "tracing")]
    pub(crate) database: Option<String>,
    pub(crate) connector: Connector,
    pub(crate) max_connections: usize,
    pub(crate) wait_timeout: Duration,
    pub(crate) connect_timeout: Duration,
    pub(crate) capacity: Capacity,
    pub(crate) ping_after: Duration,
    #[cfg(feature = "tracing")]
    pub(crate) slow: Option<Duration>,
    pub(crate) listener: Option<Listener>,
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("target", &self.target)
            .field("max_connections", &self.max_connections)
            .field("capacity", &self.capacity)
            .finish_non_exhaustive()
    }
}
