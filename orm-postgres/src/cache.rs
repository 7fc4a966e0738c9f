//! A connection's prepared statements, by their text.

use std::collections::HashMap;
use std::fmt;
use std::hash::BuildHasherDefault;
use std::hash::Hasher;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

use tokio_postgres::Statement;

/// How many statements a connection keeps prepared.
///
/// The one that was not used for the longest time goes first. A statement keeps a plan in the
/// server's memory, a few kilobytes, for each connection.
///
/// ```
/// # use orm_doc::*;
/// use orm_postgres::Capacity;
///
/// let many = Db::builder().statement_cache(Capacity::Statements(1000));
/// let behind_a_proxy = Db::builder().statement_cache(Capacity::Off);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capacity {
    /// None: each statement is sent with the types of its values, unnamed, in one round trip. This is
    /// for a proxy that hands out another connection for each transaction.
    ///
    /// The values of user-defined types cost one more query a connection, to learn those types. Rows
    /// with such types make the driver prepare its own query for them, which not every proxy allows.
    Off,
    /// At most that many.
    Statements(usize),
}

impl Default for Capacity {
    fn default() -> Self {
        Self::Statements(256)
    }
}

/// A longer text is prepared for one use: it is made for its values, and would push out others.
const MAX_TEXT_BYTES: usize = 32 * 1024;

/// What running a statement may leave behind in its session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Residue {
    /// Nothing.
    None,
    /// A setting, a transaction, a cursor: the session is cleaned before somebody else has it.
    Session,
}

impl Residue {
    /// What the statement leaves, by its first word.
    pub(crate) fn of(text: &str) -> Self {
        const WORDS: [&str; 10] = [
            "begin", "start", "set", "reset", "listen", "declare", "prepare", "discard", "load",
            "abort",
        ];
        let word = text
            .trim_start()
            .split(|c: char| !c.is_ascii_alphabetic())
            .next()
            .unwrap_or_default();
        match WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)) {
            true => Self::Session,
            false => Self::None,
        }
    }
}

/// A statement that the server has prepared.
pub(crate) struct Prepared {
    pub(crate) statement: Statement,
    pub(crate) residue: Residue,
    /// The address of the function by which its rows were read, once the types were seen to fit.
    fits: AtomicUsize,
}

impl Prepared {
    pub(crate) fn new(statement: Statement, residue: Residue) -> Self {
        Self {
            statement,
            residue,
            fits: AtomicUsize::new(0),
        }
    }

    /// Whether the types of its rows were seen to fit that function.
    ///
    /// Two functions share an address only if they are the same code, which asks for the same types.
    pub(crate) fn fits(&self, reader: usize) -> bool {
        self.fits.load(Ordering::Relaxed) == reader
    }

    pub(crate) fn was_seen_to_fit(&self, reader: usize) {
        self.fits.store(reader, Ordering::Relaxed);
    }
}

/// The statements of one connection.
pub(crate) struct Cache {
    capacity: usize,
    entries: Mutex<Entries>,
}

#[derive(Default)]
struct Entries {
    by_text: HashMap<Box<str>, Entry, BuildHasherDefault<TextHasher>>,
    uses: u64,
}

struct Entry {
    prepared: Arc<Prepared>,
    used: u64,
}

impl Cache {
    pub(crate) fn new(capacity: usize) -> Self {
        Self {
            capacity,
            entries: Mutex::default(),
        }
    }

    pub(crate) fn get(&self, text: &str) -> Option<Arc<Prepared>> {
        let mut entries = self.entries();
        entries.uses += 1;
        let used = entries.uses;
        let entry = entries.by_text.get_mut(text)?;
        entry.used = used;
        Some(Arc::clone(&entry.prepared))
    }

    pub(crate) fn insert(&self, text: &str, prepared: &Arc<Prepared>) {
        if self.capacity == 0 || text.len() > MAX_TEXT_BYTES {
            return;
        }
        let mut entries = self.entries();
        // A miss has cost a round trip, beside which looking through all is nothing.
        while entries.by_text.len() >= self.capacity {
            let Some(oldest) = entries.oldest() else {
                break;
            };
            entries.by_text.remove(&oldest);
        }
        let entry = Entry {
            prepared: Arc::clone(prepared),
            used: entries.uses,
        };
        entries.by_text.insert(text.into(), entry);
    }

    pub(crate) fn remove(&self, text: &str) {
        self.entries().by_text.remove(text);
    }

    pub(crate) fn clear(&self) {
        self.entries().by_text.clear();
    }

    pub(crate) fn len(&self) -> usize {
        self.entries().by_text.len()
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entries {
    fn oldest(&self) -> Option<Box<str>> {
        self.by_text
            .iter()
            .min_by_key(|(_, entry)| entry.used)
            .map(|(text, _)| text.clone())
    }
}

impl fmt::Debug for Cache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cache")
            .field("capacity", &self.capacity)
            .field("len", &self.len())
            .finish()
    }
}

/// Hashes SQL text eight bytes at a time.
///
/// The map is bounded and its keys are the program's own statements, so that it need not withstand
/// keys made to collide.
#[derive(Default)]
struct TextHasher(u64);

impl TextHasher {
    fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for TextHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        words
            .iter()
            .for_each(|word| self.mix(u64::from_le_bytes(*word)));
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.mix(u64::from_le_bytes(last));
    }

    fn write_u8(&mut self, byte: u8) {
        self.mix(byte.into());
    }

    fn finish(&self) -> u64 {
        // The map takes its bucket from the low bits and its tag from the high ones.
        self.0 ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use std::hash::BuildHasher;

    use super::*;

    fn hash(text: &str) -> u64 {
        BuildHasherDefault::<TextHasher>::default().hash_one(text)
    }

    #[test]
    fn texts_that_differ_in_one_place_hash_apart() {
        let texts: Vec<String> = (0..1000)
            .map(|n| format!("select * from t where id = ${n} limit {}", n % 7))
            .collect();
        let hashes: std::collections::HashSet<u64> = texts.iter().map(|text| hash(text)).collect();
        assert_eq!(hashes.len(), texts.len());
    }

    #[test]
    fn a_statement_that_changes_the_session_is_known_by_its_first_word() {
        for text in [
            "set search_path = a",
            " BEGIN",
            "Listen x",
            "start transaction",
        ] {
            assert_eq!(Residue::of(text), Residue::Session, "{text}");
        }
        for text in [
            "select 1",
            "settle()",
            "",
            "insert into t values (1)",
            "-- set\nselect 1",
        ] {
            assert_eq!(Residue::of(text), Residue::None, "{text}");
        }
    }
}
