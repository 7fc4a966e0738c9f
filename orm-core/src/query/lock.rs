//! Row locks: `for update` and its like.

use std::marker::PhantomData;

use super::IntoQuery;
use super::Query;
use super::select::Select;
use super::select::WholeRow;
use crate::scope::from::Has;
use crate::scope::from::Sources;
use crate::table::Handle;
use crate::tree;
use crate::tree::LockStrength;
use crate::tree::LockWait;

use super::projection::Lockable;
use super::projection::Projection;
use super::projection::Selectable;
use crate::scope::from::Source;

/// A query that locks the rows it gives. It has no GROUP BY, DISTINCT or aggregate, with which SQL
/// cannot lock.
#[derive(Debug, Clone)]
#[must_use = "a query does nothing until it is run, such as by `.all(&db)`"]
pub struct Locked<From> {
    select: Select<From>,
    marker: PhantomData<fn() -> From>,
}

/// PostgreSQL: <https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-ROWS>
impl<From> Select<From> {
    /// `for update`.
    pub fn for_update(self) -> Locked<From> {
        self.lock(LockStrength::Update)
    }

    /// `for no key update`.
    pub fn for_no_key_update(self) -> Locked<From> {
        self.lock(LockStrength::NoKeyUpdate)
    }

    /// `for share`.
    pub fn for_share(self) -> Locked<From> {
        self.lock(LockStrength::Share)
    }

    /// `for key share`.
    pub fn for_key_share(self) -> Locked<From> {
        self.lock(LockStrength::KeyShare)
    }

    fn lock(mut self, strength: LockStrength) -> Locked<From> {
        let lock = tree::Lock {
            strength,
            of: Vec::new(),
            wait: LockWait::Wait,
        };
        self.tree.locks.push(lock);
        Locked {
            select: self,
            marker: PhantomData,
        }
    }
}

impl<From> Locked<From> {
    /// `of source`: locks the rows of that source alone. A further call adds one.
    pub fn of<H>(self, _source: H) -> Self
    where
        H: Handle,
        From: Has<H::Source>,
    {
        self.last(|lock| lock.of.push(H::Source::NAME))
    }

    /// `nowait`: fails if a row is locked.
    pub fn no_wait(self) -> Self {
        self.last(|lock| lock.wait = LockWait::NoWait)
    }

    /// `skip locked`: leaves out rows that are locked.
    pub fn skip_locked(self) -> Self {
        self.last(|lock| lock.wait = LockWait::SkipLocked)
    }

    /// Says what to select.
    pub fn select<P>(self, columns: P) -> Query<P::Row, From::Free>
    where
        From: Sources,
        P: Projection<From, Aggregate: Lockable> + Selectable<From>,
    {
        let mut tree = self.select.tree;
        columns.push(&mut tree.columns);
        Query::new(tree::Statement::Select(tree), P::read, P::WIDTH)
    }

    fn last(mut self, change: impl FnOnce(&mut tree::Lock)) -> Self {
        if let Some(lock) = self.select.tree.locks.last_mut() {
            change(lock);
        }
        self
    }
}

impl<From: WholeRow> IntoQuery for Locked<From> {
    type Row = From::Row;
    fn into_query(self) -> Query<From::Row> {
        self.select.into_query()
    }
}
