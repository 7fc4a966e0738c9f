//! The folder that stays: downloaded servers, the prepared data folder, the register of shared servers.

use std::env;
use std::fs;
use std::fs::DirBuilder;
use std::fs::Permissions;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::os::unix::fs::MetadataExt;
use std::os::unix::fs::PermissionsExt;
use std::path;
use std::path::Path;
use std::path::PathBuf;
use std::process;

use crate::error::Error;

/// A folder that is ours, and that nobody else can write.
#[derive(Debug, Clone)]
pub(crate) struct Cache(PathBuf);

impl Cache {
    /// Opens the folder that was asked for, or the first of the usual places that can be used.
    pub(crate) fn open(asked: Option<&Path>, me: u32) -> Result<Self, Error> {
        let asked = asked
            .map(Path::to_path_buf)
            .or_else(|| variable("ORM_EMBEDDED_CACHE"));
        if let Some(dir) = asked {
            let dir = path::absolute(&dir).unwrap_or(dir);
            return make(&dir, me)
                .map(|()| Self(dir.clone()))
                .map_err(|error| refusal(&dir, error));
        }
        let mut refused = None;
        for dir in usual(me) {
            match make(&dir, me) {
                Ok(()) => return Ok(Self(dir)),
                Err(error) => refused = Some(refusal(&dir, error)),
            }
        }
        Err(refused.unwrap_or_else(|| Error::setting("no cache folder: set ORM_EMBEDDED_CACHE")))
    }

    /// Returns a folder of the cache, made if need be.
    pub(crate) fn part(&self, name: &str, me: u32) -> Result<PathBuf, Error> {
        let dir = self.0.join(name);
        make(&dir, me).map_err(|error| refusal(&dir, error))?;
        Ok(dir)
    }
}

/// Returns the value of a path variable; an empty one counts as unset.
pub(crate) fn variable(name: &str) -> Option<PathBuf> {
    env::var_os(name)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

/// Root's home is closed to the user that the server runs as, so root keeps its cache elsewhere.
fn usual(me: u32) -> Vec<PathBuf> {
    let name = "orm-embedded";
    let home = variable("HOME");
    let home_cache = if cfg!(target_os = "macos") {
        "Library/Caches"
    } else {
        ".cache"
    };
    let own = [
        variable("XDG_CACHE_HOME")
            .filter(|dir| dir.is_absolute())
            .map(|dir| dir.join(name)),
        home.map(|home| home.join(home_cache).join(name)),
    ];
    let owned = format!("{name}-{me}");
    let common = [
        PathBuf::from("/var/tmp").join(&owned),
        env::temp_dir().join(&owned),
    ];
    own.into_iter()
        .flatten()
        .filter(|_| me != 0)
        .chain(common)
        .collect()
}

fn make(dir: &Path, me: u32) -> io::Result<()> {
    let mode = if me == 0 { 0o755 } else { 0o700 };
    if let Some(above) = dir.parent() {
        fs::create_dir_all(above)?;
    }
    match DirBuilder::new().mode(mode).create(dir) {
        // The umask may have taken what the server's user needs.
        Ok(()) => fs::set_permissions(dir, Permissions::from_mode(mode))?,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error),
    }
    let meta = fs::symlink_metadata(dir)?;
    if !meta.is_dir() || meta.uid() != me || meta.mode() & 0o022 != 0 {
        // Another user could put a program or a register of his own there.
        return Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "it is not ours alone to write",
        ));
    }
    let probe = dir.join(format!(".probe-{}", process::id()));
    fs::create_dir(&probe)
        .and_then(|()| fs::remove_dir(&probe))
        .or_else(|error| match error.kind() {
            // Another thread of ours asks the same.
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        })
}

fn refusal(dir: &Path, error: io::Error) -> Error {
    Error::folder(
        "using the cache folder",
        dir,
        "set ORM_EMBEDDED_CACHE to a folder of your own",
        error,
    )
}
