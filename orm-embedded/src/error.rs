//! The one error of this crate.

use std::error;
use std::fmt;
use std::io;
use std::path::Path;
use std::path::PathBuf;

/// Why no server could be had.
///
/// The message names the ways out. One word wide.
///
/// ```
/// use orm_embedded::Postgres;
///
/// let error = Postgres::builder().ignore_env().bin_dir("/nowhere").start().unwrap_err();
/// assert!(error.to_string().starts_with("the folder of `Builder::bin_dir` is \"/nowhere\""));
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    kind: Kind,
    source: Option<io::Error>,
}

#[cfg_attr(
    not(unix),
    allow(dead_code, reason = "only `Unsupported` can happen there")
)]
enum Kind {
    NoServer {
        version: Option<u16>,
        hint: String,
    },
    NotBinaries {
        named_by: &'static str,
        dir: PathBuf,
    },
    WrongBinaries {
        named_by: &'static str,
        dir: PathBuf,
        found: u16,
        wanted: u16,
    },
    OtherMajor {
        dir: PathBuf,
        made_by: u16,
        wanted: u16,
    },
    Setting {
        message: String,
    },
    Folder {
        act: &'static str,
        path: PathBuf,
        hint: &'static str,
    },
    Program {
        path: PathBuf,
        user: Option<u32>,
    },
    Start {
        act: &'static str,
        log: String,
        template: bool,
    },
    #[cfg(not(unix))]
    Unsupported,
}

impl Error {
    /// Answers whether the cause is that no PostgreSQL server was found on this machine.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        matches!(self.0.kind, Kind::NoServer { .. })
    }

    /// Returns the last lines of what the server wrote, when it was found but did not start.
    #[must_use]
    pub fn log(&self) -> Option<&str> {
        if let Kind::Start { log, .. } = &self.0.kind {
            Some(log)
        } else {
            None
        }
    }

    fn new(kind: Kind, source: Option<io::Error>) -> Self {
        Self(Box::new(Inner { kind, source }))
    }
}

#[cfg_attr(
    not(unix),
    allow(dead_code, reason = "only `unsupported` is called there")
)]
impl Error {
    pub(crate) fn no_server(version: Option<u16>, hint: String) -> Self {
        Self::new(Kind::NoServer { version, hint }, None)
    }

    pub(crate) fn not_binaries(named_by: &'static str, dir: &Path) -> Self {
        Self::new(
            Kind::NotBinaries {
                named_by,
                dir: dir.into(),
            },
            None,
        )
    }

    pub(crate) fn wrong_binaries(
        named_by: &'static str,
        dir: &Path,
        found: u16,
        wanted: u16,
    ) -> Self {
        Self::new(
            Kind::WrongBinaries {
                named_by,
                dir: dir.into(),
                found,
                wanted,
            },
            None,
        )
    }

    pub(crate) fn other_major(dir: &Path, made_by: u16, wanted: u16) -> Self {
        Self::new(
            Kind::OtherMajor {
                dir: dir.into(),
                made_by,
                wanted,
            },
            None,
        )
    }

    pub(crate) fn setting(message: impl Into<String>) -> Self {
        Self::new(
            Kind::Setting {
                message: message.into(),
            },
            None,
        )
    }

    /// `hint` says what to do about it; where the disk is full, that is said instead.
    pub(crate) fn folder(
        act: &'static str,
        path: &Path,
        hint: &'static str,
        source: io::Error,
    ) -> Self {
        let hint = match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => FULL,
            _ => hint,
        };
        Self::new(
            Kind::Folder {
                act,
                path: path.into(),
                hint,
            },
            Some(source),
        )
    }

    pub(crate) fn program(path: &Path, user: Option<u32>, source: io::Error) -> Self {
        Self::new(
            Kind::Program {
                path: path.into(),
                user,
            },
            Some(source),
        )
    }

    pub(crate) fn start(act: &'static str, log: String) -> Self {
        Self::new(
            Kind::Start {
                act,
                log,
                template: false,
            },
            None,
        )
    }

    #[cfg(not(unix))]
    pub(crate) fn unsupported() -> Self {
        Self::new(Kind::Unsupported, None)
    }

    /// Notes that the data folder came from the cache, so that a fresh one may do better.
    pub(crate) fn with_template(mut self) -> Self {
        if let Kind::Start { template, .. } = &mut self.0.kind {
            *template = true;
        }
        self
    }

    pub(crate) fn blames_template(&self) -> bool {
        matches!(self.0.kind, Kind::Start { template: true, .. })
    }

    pub(crate) fn blames_port(&self) -> bool {
        self.log().is_some_and(|log| log.contains("could not bind"))
    }
}

const FULL: &str = "no space is left there: a throw-away server needs about 50 MB, and TMPDIR names another folder";

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        self.0.source.as_ref().map(|source| source as _)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `main` and `unwrap` print this form, and the log and the ways out must be readable there.
        write!(f, "{self}")?;
        self.0
            .source
            .iter()
            .try_for_each(|source| write!(f, ": {source}"))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.kind {
            Kind::NoServer { version, hint } => {
                f.write_str("no PostgreSQL")?;
                version.iter().try_for_each(|version| write!(f, " {version}"))?;
                f.write_str(
                    " server found: set DATABASE_URL to a running server or PG_BIN to the folder of its binaries, \
                     or install one (`apt-get install postgresql`, `brew install postgresql@17`)",
                )?;
                if hint.is_empty() { Ok(()) } else { write!(f, "; {hint}") }
            }
            Kind::NotBinaries { named_by, dir } => write!(
                f,
                "{named_by} is {dir:?}, which does not hold `initdb` and `postgres`: \
                 it must be the folder of the server's binaries, such as /usr/lib/postgresql/17/bin"
            ),
            Kind::WrongBinaries { named_by, dir, found, wanted } => write!(
                f,
                "{named_by} is {dir:?}, which holds PostgreSQL {found}, while version {wanted} is asked for"
            ),
            Kind::OtherMajor { dir, made_by, wanted } => write!(
                f,
                "the data folder {dir:?} was made by PostgreSQL {made_by} and cannot be opened by {wanted}: \
                 ask for version {made_by}, or name another folder"
            ),
            Kind::Setting { message } => f.write_str(message),
            Kind::Folder { act, path, hint } => {
                write!(f, "{act} {path:?}")?;
                if hint.is_empty() { Ok(()) } else { write!(f, " ({hint})") }
            }
            Kind::Program { path, user } => {
                write!(f, "running {path:?}")?;
                match user {
                    Some(uid) => write!(f, " as user {uid} (PostgreSQL refuses root; that user must be able to read it)"),
                    None => Ok(()),
                }
            }
            Kind::Start { act, log, .. } if log.is_empty() => {
                write!(f, "{act} failed, and it wrote nothing")
            }
            Kind::Start { act, log, .. } => {
                write!(f, "{act} failed, and it wrote:\n{log}")?;
                if log.contains("No space left on device") { write!(f, "\n({FULL})") } else { Ok(()) }
            }
            #[cfg(not(unix))]
            Kind::Unsupported => f.write_str(
                "private PostgreSQL servers need a Unix system: set DATABASE_URL to a running server",
            ),
        }
    }
}
