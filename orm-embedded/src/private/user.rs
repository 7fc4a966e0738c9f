//! Who we are, and whom the server runs as.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::fs::Metadata;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::os::unix::fs::lchown;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;

use crate::error::Error;

/// The unprivileged user that root runs the server as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct User {
    pub(crate) uid: u32,
    pub(crate) gid: u32,
}

impl User {
    /// Chooses the user for a server that `me` starts: nobody else, unless `me` is root.
    pub(crate) fn for_server(me: u32) -> Result<Option<Self>, Error> {
        if me != 0 {
            return Ok(None);
        }
        let passwd = Path::new("/etc/passwd");
        let text = fs::read_to_string(passwd)
            .map_err(|error| Error::folder("reading", passwd, "", error))?;
        unprivileged(&text).map(Some).ok_or_else(|| {
            Error::setting(
                "PostgreSQL refuses to run as root, and /etc/passwd has none of the users postgres, _postgres and nobody: \
                 add one, or set DATABASE_URL",
            )
        })
    }

    /// Answers whether this user may pass through `dir` and all folders above it.
    pub(crate) fn can_enter(self, dir: &Path) -> bool {
        fs::canonicalize(dir).is_ok_and(|dir| {
            dir.ancestors()
                .all(|dir| fs::metadata(dir).is_ok_and(|meta| self.may(&meta, 0o1)))
        })
    }

    /// Answers whether this user may make and remove entries of `dir`.
    pub(crate) fn can_write(self, dir: &Path) -> bool {
        fs::metadata(dir).is_ok_and(|meta| self.may(&meta, 0o3))
    }

    fn may(self, meta: &Metadata, bits: u32) -> bool {
        let shift = if meta.uid() == self.uid {
            6
        } else if meta.gid() == self.gid {
            3
        } else {
            0
        };
        (meta.mode() >> shift) & bits == bits
    }

    /// Gives a folder and all in it to this user: the folder itself last, as from then on that user may change it.
    pub(crate) fn own(self, path: &Path) -> io::Result<()> {
        if fs::symlink_metadata(path)?.is_dir() {
            for entry in fs::read_dir(path)? {
                self.own(&entry?.path())?;
            }
        }
        lchown(path, Some(self.uid), Some(self.gid))
    }
}

/// Returns the user id of this process.
pub(crate) fn me() -> Result<u32, Error> {
    if let Ok(meta) = fs::metadata("/proc/self") {
        return Ok(meta.uid());
    }
    let id = Path::new("id");
    let output = Command::new(id)
        .arg("-u")
        .output()
        .map_err(|error| Error::program(id, None, error))?;
    String::from_utf8_lossy(&output.stdout)
        .trim()
        .parse()
        .map_err(|_| Error::setting("`id -u` does not tell the user of this process"))
}

/// Returns a command that runs as `user`, away from our folder, terminal and `PG…` variables.
pub(crate) fn command(program: &Path, user: Option<User>) -> Command {
    let mut command = Command::new(program);
    if let Some(user) = user {
        command.uid(user.uid).gid(user.gid);
    }
    for (key, _) in env::vars_os().filter(|(key, _)| is_client_setting(key)) {
        command.env_remove(key);
    }
    // Our own folder may be closed to that user, and PostgreSQL's tools stop where they cannot see where they are.
    command
        .current_dir("/")
        .env("TZ", "UTC")
        .stdin(Stdio::null());
    command
}

/// Returns the last lines of what a program wrote.
pub(crate) fn tail(output: &[u8]) -> String {
    let text = String::from_utf8_lossy(output);
    let lines: Vec<&str> = text.trim().lines().collect();
    lines[lines.len().saturating_sub(20)..].join("\n")
}

fn is_client_setting(key: &OsStr) -> bool {
    key.as_encoded_bytes().starts_with(b"PG")
}

fn unprivileged(passwd: &str) -> Option<User> {
    ["postgres", "_postgres", "nobody"].iter().find_map(|name| {
        passwd.lines().find_map(|line| {
            let fields: Vec<&str> = line.split(':').collect();
            let [first, _, uid, gid, ..] = fields[..] else {
                return None;
            };
            let user = User {
                uid: id(uid)?,
                gid: id(gid)?,
            };
            (first == *name && user.uid != 0).then_some(user)
        })
    })
}

/// Reads an id; macOS writes that of nobody as `-2`.
fn id(text: &str) -> Option<u32> {
    text.parse::<u32>()
        .ok()
        .or_else(|| text.parse::<i32>().ok().map(i32::cast_unsigned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postgres_goes_before_nobody_and_root_is_never_taken() {
        let passwd = "root:x:0:0::/root:/bin/sh\nnobody:*:-2:-2::/:/bin/false\npostgres:x:101:104::/var:/bin/sh\n";
        assert_eq!(unprivileged(passwd), Some(User { uid: 101, gid: 104 }));
        let macos = "nobody:*:-2:-2::/:/bin/false\n";
        assert_eq!(
            unprivileged(macos),
            Some(User {
                uid: u32::MAX - 1,
                gid: u32::MAX - 1
            })
        );
        assert_eq!(unprivileged("postgres:x:0:0::/:/bin/sh\n"), None);
    }
}
