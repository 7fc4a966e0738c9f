//! The folder of one running server: its socket, its log and, unless it is kept elsewhere, its data.

use std::env;
use std::fs;
use std::fs::DirBuilder;
use std::fs::File;
use std::io;
use std::mem;
use std::os::unix::fs::DirBuilderExt;
use std::path;
use std::path::Path;
use std::path::PathBuf;
use std::process;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::SystemTime;

use crate::error::Error;
use crate::private::lease::Lease;
use crate::private::user::User;

/// A folder of mode 0700, and the first share in its life; removed on drop, unless a guard has taken it over.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    lease: Option<Lease>,
}

impl Folder {
    /// Makes a folder in `base`.
    pub(crate) fn create(base: &Path, me: u32) -> Result<Self, Error> {
        loop {
            let path = base.join(format!("{}{}", prefix(me), unique()));
            match DirBuilder::new().mode(0o700).create(&path) {
                Ok(()) => {
                    let mut folder = Self { path, lease: None };
                    folder.lease = Some(Lease::create(&folder.life())?);
                    return Ok(folder);
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(unusable(base, error)),
            }
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the reading end of the folder's life.
    pub(crate) fn reader(&self) -> io::Result<File> {
        File::open(self.life())
    }

    /// Gives the folder and its life to a guard, which removes it.
    pub(crate) fn hand_over(mut self) -> (PathBuf, Option<Lease>) {
        (mem::take(&mut self.path), self.lease.take())
    }

    fn life(&self) -> PathBuf {
        self.path.join("life")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.path.as_os_str().is_empty() {
            // What cannot be removed now is dead, and the next start sweeps it.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// Returns how the names of this user's folders begin.
pub(crate) fn prefix(me: u32) -> String {
    format!("orm-pg-{me}-")
}

/// Returns a part of a name that is new in this process, and hardly one that a dead process with the same id used.
pub(crate) fn unique() -> String {
    static COUNT: AtomicU16 = AtomicU16::new(0);

    let nanos = SystemTime::UNIX_EPOCH
        .elapsed()
        .map_or(0, |since| since.subsec_nanos());
    let salt =
        COUNT.fetch_add(1, Ordering::Relaxed) ^ u16::try_from((nanos >> 8) & 0xffff).unwrap_or(0);
    format!("{}-{salt:04x}", process::id())
}

/// Chooses where folders of servers are made: `asked`, or `TMPDIR`, or a shorter folder that the server can reach.
pub(crate) fn base(asked: Option<&Path>, me: u32, user: Option<User>) -> Result<PathBuf, Error> {
    let wanted = asked.map_or_else(env::temp_dir, Path::to_path_buf);
    let wanted = path::absolute(&wanted).map_err(|error| unusable(&wanted, error))?;
    // Asked before `fits`, so that a folder that does not exist is an error, and not passed over.
    fs::read_dir(&wanted).map_err(|error| unusable(&wanted, error))?;
    if fits(&wanted, me, user) {
        return Ok(wanted);
    }
    let others = ["/tmp", "/var/tmp", "/dev/shm"].map(PathBuf::from);
    others.into_iter().filter(|_| asked.is_none()).find(|dir| dir.is_dir() && fits(dir, me, user)).ok_or_else(|| {
        let user = user.map_or(String::new(), |user| format!(" and open to user {}, whom the server runs as", user.uid));
        Error::setting(format!(
            "the temporary folder {wanted:?} cannot hold a server's socket: its path must be short (under 56 bytes){user}; \
             set TMPDIR to another folder",
        ))
    })
}

fn fits(base: &Path, me: u32, user: Option<User>) -> bool {
    // A socket's path is at most 103 bytes on macOS and 107 on Linux.
    let socket = base.join(format!(
        "{}{}-ffff/.s.PGSQL.5432",
        prefix(me),
        process::id()
    ));
    let short = socket.to_str().is_some_and(|path| path.len() < 100);
    short && user.is_none_or(|user| user.can_enter(base) && user.can_write(base))
}

fn unusable(base: &Path, error: io::Error) -> Error {
    Error::folder(
        "making a folder in",
        base,
        "set TMPDIR to a folder that exists and can be written",
        error,
    )
}
