//! What was asked for, what was found, and whether the two go together.

use std::env;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path;
use std::path::Path;
use std::path::PathBuf;

use crate::builder::Builder;
use crate::builder::Durability;
use crate::builder::Port;
use crate::error::Error;
use crate::private::cache::Cache;
use crate::private::folder;
use crate::private::locate;
use crate::private::locate::Server;
use crate::private::sweep::sweep;
use crate::private::user;
use crate::private::user::User;

/// All that a start needs to know.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) me: u32,
    pub(crate) user: Option<User>,
    pub(crate) server: Server,
    pub(crate) cache: Cache,
    /// Where the folder of the server is made.
    pub(crate) base: PathBuf,
    /// The data folder that stays, if one was named.
    pub(crate) kept: Option<PathBuf>,
    pub(crate) durability: Durability,
    pub(crate) tcp_port: Option<Port>,
    pub(crate) config: Vec<(String, String)>,
    pub(crate) sharing: Sharing,
}

/// For whom a server is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sharing {
    Alone,
    Shared,
}

impl Plan {
    /// Finds what is needed, and sweeps the place where the server will live.
    pub(crate) fn new(builder: &Builder, sharing: Sharing) -> Result<Self, Error> {
        let me = user::me()?;
        let kept = builder.data_dir.as_deref().map(path::absolute).transpose();
        let kept = kept.map_err(|error| Error::folder("finding", Path::new("."), "", error))?;
        let cache = Cache::open(builder.cache_dir.as_deref(), me)?;
        let server = choose(builder, kept.as_deref(), &cache, me)?;
        let user = match kept.as_deref().and_then(owner) {
            Some(owner) if me == 0 => Some(owner),
            _ => User::for_server(me)?,
        };
        let base = folder::base(builder.temp_dir.as_deref(), me, user)?;
        sweep(&base, me, user);
        let durability = if kept.is_some() {
            Durability::Durable
        } else {
            builder.durability
        };
        let (tcp_port, config) = (builder.tcp_port, builder.config.clone());
        Ok(Self {
            me,
            user,
            server,
            cache,
            base,
            kept,
            durability,
            tcp_port,
            config,
            sharing,
        })
    }

    /// Answers whether a second try may do better than one that ended so.
    pub(crate) fn may_retry(&self, error: &Error) -> bool {
        error.blames_template() || (self.tcp_port == Some(Port::Free) && error.blames_port())
    }
}

fn choose(builder: &Builder, kept: Option<&Path>, cache: &Cache, me: u32) -> Result<Server, Error> {
    let asked = match builder.version {
        Some(major) => Some(major),
        None => asked_by_env()?,
    };
    let made_by = match kept {
        Some(dir) => major_of(dir)?.map(|major| (dir, major)),
        None => None,
    };
    let check = |major: u16| match made_by {
        Some((dir, made_by)) if made_by != major => Err(Error::other_major(dir, made_by, major)),
        _ => Ok(()),
    };
    asked.map_or(Ok(()), check)?;
    let server = match locate::named(builder) {
        Some((by, dir)) => {
            let dir = path::absolute(&dir).unwrap_or(dir);
            let server = Server::named(by, &dir)?;
            match asked {
                Some(asked) if asked != server.major => {
                    return Err(Error::wrong_binaries(by, &dir, server.major, asked));
                }
                _ => server,
            }
        }
        None => locate::search(
            asked.or(made_by.map(|(_, major)| major)),
            &cache.part("server", me)?,
        )?,
    };
    check(server.major).map(|()| server)
}

fn asked_by_env() -> Result<Option<u16>, Error> {
    let Some(text) = env::var("ORM_EMBEDDED_VERSION")
        .ok()
        .filter(|text| !text.is_empty())
    else {
        return Ok(None);
    };
    let major = text.parse().map_err(|_| {
        Error::setting(format!(
            "ORM_EMBEDDED_VERSION is {text:?}: it must be a major version, such as 17"
        ))
    })?;
    Ok(Some(major))
}

/// Returns the major version that made a data folder; `None` if there is no data yet.
fn major_of(dir: &Path) -> Result<Option<u16>, Error> {
    let path = dir.join("PG_VERSION");
    match fs::read_to_string(&path) {
        Ok(text) => text.trim().parse().map(Some).map_err(|_| {
            Error::setting(format!(
                "{path:?} holds {:?}, which is no version of PostgreSQL",
                text.trim()
            ))
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::folder("reading", &path, "", error)),
    }
}

/// Returns who owns a data folder, unless that is root.
fn owner(dir: &Path) -> Option<User> {
    let meta = fs::metadata(dir).ok().filter(|meta| meta.uid() != 0)?;
    Some(User {
        uid: meta.uid(),
        gid: meta.gid(),
    })
}
