//! A FIFO that every user of a server holds open: the kernel closes it, however a process ends.
//!
//! The guard reads it and gets the end of the file when no user is left. Whether somebody still holds it for reading
//! is asked by opening it for writing without blocking. No process id is involved, so that nothing can be mistaken
//! for a process that got the same id, not even from inside another container.

use std::fs;
use std::fs::File;
use std::fs::OpenOptions;
use std::io;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;

use crate::error::Error;

/// A share in a FIFO, given back on drop.
#[derive(Debug)]
pub(crate) struct Lease {
    path: PathBuf,
    writer: File,
    /// Held so that others see this user as alive even where the guard was killed.
    _reader: Option<File>,
}

/// What a FIFO says about its users.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Life {
    Alive,
    Dead,
    /// There is no FIFO at this path.
    Missing,
}

impl Lease {
    /// Makes a FIFO at `path` and takes the first share; nobody can find it before that share is taken.
    pub(crate) fn create(path: &Path) -> Result<Self, Error> {
        let mkfifo = Path::new("mkfifo");
        let unready = path.with_extension("new");
        let output = Command::new(mkfifo)
            .args(["-m", "600"])
            .arg(&unready)
            .stdin(Stdio::null())
            .output()
            .map_err(|error| Error::program(mkfifo, None, error))?;
        if !output.status.success() {
            return Err(Error::start(
                "mkfifo",
                String::from_utf8_lossy(&output.stderr).trim().to_owned(),
            ));
        }
        // Open for both: a FIFO open for one alone waits for the other.
        let writer = OpenOptions::new().read(true).write(true).open(&unready);
        writer
            .and_then(|writer| {
                fs::rename(&unready, path)?;
                Ok(Self {
                    path: path.into(),
                    writer,
                    _reader: None,
                })
            })
            .map_err(|error| Error::folder("making", path, "", error))
    }

    /// Joins those who hold the FIFO now; `None` if there are none.
    ///
    /// Until [`hold`](Self::hold) this share does not count as life in the eyes of others.
    pub(crate) fn join(path: &Path) -> Option<Self> {
        let writer = open_for_writing(path).ok()?;
        Some(Self {
            path: path.into(),
            writer,
            _reader: None,
        })
    }

    /// Makes a joined share count, and tells the guard that somebody came; `false` if the guard has closed the door.
    pub(crate) fn hold(&mut self) -> bool {
        let Ok(reader) = File::open(&self.path) else {
            return false;
        };
        self._reader = Some(reader);
        self.writer.write_all(b"\n").is_ok() && self.path.exists()
    }
}

impl Life {
    /// Asks whether somebody holds the FIFO at `path`; where that cannot be known, the answer is `Alive`.
    pub(crate) fn at(path: &Path) -> Self {
        match open_for_writing(path) {
            Ok(_) => Self::Alive,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::Missing,
            Err(error) if error.raw_os_error() == Some(NO_READER) => Self::Dead,
            Err(_) => Self::Alive,
        }
    }
}

/// `ENXIO`, the same number on every Unix.
const NO_READER: i32 = 6;

/// `O_NONBLOCK`, which the standard library does not name.
const WITHOUT_BLOCKING: i32 = if cfg!(any(target_os = "linux", target_os = "android")) {
    if cfg!(any(target_arch = "mips", target_arch = "mips64")) {
        0x80
    } else if cfg!(any(target_arch = "sparc", target_arch = "sparc64")) {
        0x4000
    } else {
        0o4000
    }
} else if cfg!(any(target_os = "solaris", target_os = "illumos")) {
    0x80
} else {
    0x4
};

fn open_for_writing(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .write(true)
        .custom_flags(WITHOUT_BLOCKING)
        .open(path)
}

#[cfg(test)]
mod tests {
    use std::env;
    use std::process;

    use super::*;

    fn scratch(name: &str) -> PathBuf {
        let dir = env::temp_dir().join(format!("orm-lease-{}-{name}", process::id()));
        fs::create_dir(&dir).unwrap();
        dir
    }

    #[test]
    fn a_fifo_is_alive_as_long_as_one_user_holds_it() {
        let dir = scratch("alive");
        let path = dir.join("life");
        assert_eq!(Life::at(&path), Life::Missing);
        let first = Lease::create(&path).unwrap();
        assert_eq!(Life::at(&path), Life::Alive);
        let mut second = Lease::join(&path).unwrap();
        assert!(second.hold());
        drop(first);
        assert_eq!(Life::at(&path), Life::Alive);
        drop(second);
        assert_eq!(Life::at(&path), Life::Dead);
        assert!(Lease::join(&path).is_none());
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn a_share_that_is_not_held_keeps_nobody_alive() {
        let dir = scratch("waits");
        let path = dir.join("life");
        let first = Lease::create(&path).unwrap();
        let _waiting = Lease::join(&path).unwrap();
        drop(first);
        assert_eq!(Life::at(&path), Life::Dead);
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn a_closed_door_is_noticed_after_the_share_is_taken() {
        let dir = scratch("door");
        let path = dir.join("life");
        let _first = Lease::create(&path).unwrap();
        let mut late = Lease::join(&path).unwrap();
        fs::rename(&path, dir.join("closed")).unwrap();
        assert!(!late.hold());
        fs::remove_dir_all(dir).unwrap();
    }
}
