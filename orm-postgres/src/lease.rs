//! A connection for as long as it is needed.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use deadpool::managed::Object;

use crate::manager::Manager;
use crate::session::Session;

/// One of the pool's connections, which goes back when this is dropped.
///
/// If a future was dropped before its answer was read, it does not go back: the server is asked to
/// end the statement, and the pool makes another connection when it needs one.
pub(crate) struct Pooled(Option<Object<Manager>>);

impl Pooled {
    pub(crate) fn new(object: Object<Manager>) -> Self {
        Self(Some(object))
    }
}

impl Deref for Pooled {
    type Target = Session;

    fn deref(&self) -> &Session {
        self.0.as_ref().expect("it is taken when this is dropped")
    }
}

impl Drop for Pooled {
    fn drop(&mut self) {
        if let Some(object) = self.0.take()
            && !object.is_usable()
        {
            drop(Object::take(object));
        }
    }
}

/// A connection for one statement.
pub struct Lease(Kind);

enum Kind {
    /// One of the pool's.
    Pooled(Pooled),
    /// One that others use at the same time.
    Shared(Arc<Session>),
}

impl Lease {
    pub(crate) fn pooled(pooled: Pooled) -> Self {
        Self(Kind::Pooled(pooled))
    }

    pub(crate) fn shared(session: Arc<Session>) -> Self {
        Self(Kind::Shared(session))
    }
}

impl Deref for Lease {
    type Target = Session;

    fn deref(&self) -> &Session {
        match &self.0 {
            Kind::Pooled(pooled) => pooled,
            Kind::Shared(session) => session,
        }
    }
}

impl fmt::Debug for Lease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Lease").field(&**self).finish()
    }
}
