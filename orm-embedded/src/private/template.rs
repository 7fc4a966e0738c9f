//! A data folder that `initdb` made once, and that each start copies: a tenth of the time.

use std::fmt;
use std::fs;
use std::fs::DirBuilder;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use crate::error::Error;
use crate::private::folder;
use crate::private::plan::Plan;
use crate::private::sweep;

/// A place in the cache for one release, one folder of binaries and one user.
#[derive(Debug)]
pub(crate) struct Template {
    dir: PathBuf,
    /// How the names of the templates of the same binaries begin.
    family: String,
}

/// Raised when the options of `initdb` change, so that what older versions of this crate made is not taken.
const FORMAT: u8 = 1;

impl Template {
    pub(crate) fn of(plan: &Plan) -> Result<Self, Error> {
        let uid = plan.user.map_or(plan.me, |user| user.uid);
        let family = format!(
            "{:016x}-{uid}-",
            fingerprint(plan.server.bin.as_os_str().as_encoded_bytes())
        );
        let release: String = plan
            .server
            .release
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '.')
            .collect();
        let dir = plan
            .cache
            .part("template", plan.me)?
            .join(format!("{family}{release}-{FORMAT}"));
        Ok(Self { dir, family })
    }

    /// Copies the template to `data`; `false`, and nothing is left there, if it is missing or not whole.
    pub(crate) fn copy_to(&self, data: &Path) -> Result<bool, Error> {
        let Ok(wanted) = fs::read_to_string(self.tally()) else {
            self.discard();
            return Ok(false);
        };
        match copy(&self.dir.join("data"), data) {
            Ok(tally) if tally.to_string() == wanted => return Ok(true),
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
                ) =>
            {
                return Err(Error::folder("writing", data, "", error));
            }
            Ok(_) | Err(_) => {}
        }
        self.discard();
        match fs::remove_dir_all(data) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(Error::folder("removing", data, "", error))
            }
            _ => Ok(false),
        }
    }

    /// Keeps a copy of a fresh data folder. It is no error if that fails: then the next start makes its own.
    pub(crate) fn store(&self, data: &Path) {
        self.prune();
        let unready = self.aside("new");
        let stored = DirBuilder::new()
            .mode(0o700)
            .create(&unready)
            .and_then(|()| {
                let tally = copy(data, &unready.join("data"))?;
                fs::write(unready.join("tally"), tally.to_string())?;
                // Fails if another process was faster, whose template is as good.
                fs::rename(&unready, &self.dir)
            });
        if stored.is_err() {
            let _ = fs::remove_dir_all(&unready);
        }
    }

    /// Removes the template; a process that copies it at the same time sees that its copy is not whole.
    pub(crate) fn discard(&self) {
        let broken = self.aside("broken");
        if fs::rename(&self.dir, &broken).is_ok() {
            let _ = fs::remove_dir_all(&broken);
        }
    }

    fn tally(&self) -> PathBuf {
        self.dir.join("tally")
    }

    fn aside(&self, what: &str) -> PathBuf {
        self.dir
            .with_file_name(format!("{what}-{}", folder::unique()))
    }

    /// Removes templates of older releases in the same folder, and what killed processes left.
    fn prune(&self) {
        let entries = self.dir.parent().map(fs::read_dir);
        for entry in entries.into_iter().flatten().flatten().flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let outdated = name.starts_with(&self.family) && entry.path() != self.dir;
            let forgotten = (name.starts_with("new-") || name.starts_with("broken-"))
                && sweep::is_older_than(&entry.path(), Duration::from_secs(3600));
            if outdated || forgotten {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }
}

/// Returns a number for a name, the same in each build (FNV-1a).
pub(crate) fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// How much a folder holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Tally {
    entries: u64,
    bytes: u64,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} entries, {} bytes", self.entries, self.bytes)
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<Tally> {
    DirBuilder::new().mode(0o700).create(to)?;
    let mut tally = Tally::default();
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        tally.entries += 1;
        if entry.file_type()?.is_dir() {
            let inner = copy(&entry.path(), &target)?;
            tally.entries += inner.entries;
            tally.bytes += inner.bytes;
        } else {
            tally.bytes += fs::copy(entry.path(), &target)?;
        }
    }
    Ok(tally)
}
