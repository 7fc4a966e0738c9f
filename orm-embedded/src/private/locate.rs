//! Finds the binaries of a server.

use std::cmp::Reverse;
use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;

use crate::builder::Builder;
use crate::error::Error;
use crate::private::cache::variable;
use crate::private::fetch;

/// A folder that holds `initdb` and `postgres`, and what `postgres` says of its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Server {
    pub(crate) bin: PathBuf,
    pub(crate) major: u16,
    /// The full version, such as `17.4`.
    pub(crate) release: String,
}

impl Server {
    /// Takes the server in a folder that the user named.
    pub(crate) fn named(by: &'static str, bin: &Path) -> Result<Self, Error> {
        Self::at(bin).ok_or_else(|| Error::not_binaries(by, bin))
    }

    fn at(bin: &Path) -> Option<Self> {
        if !holds_server(bin) {
            return None;
        }
        let output = Command::new(bin.join("postgres"))
            .arg("-V")
            .stdin(Stdio::null())
            .output()
            .ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        let release = text
            .split_once("(PostgreSQL) ")?
            .1
            .split_whitespace()
            .next()?;
        Some(Self {
            bin: bin.into(),
            major: leading_number(release)?,
            release: release.into(),
        })
    }
}

/// Returns the folder that the user named, and by what: then no other is looked at.
pub(crate) fn named(builder: &Builder) -> Option<(&'static str, PathBuf)> {
    let option = builder
        .bin_dir
        .clone()
        .map(|dir| ("the folder of `Builder::bin_dir`", dir));
    option.or_else(|| variable("PG_BIN").map(|dir| ("PG_BIN", dir)))
}

/// Looks for a server in all places, and fetches one at last.
pub(crate) fn search(wanted: Option<u16>, cache: &Path) -> Result<Server, Error> {
    let path = env::var_os("PATH").unwrap_or_default();
    let installed = on_path(&path).into_iter().chain(packaged(Path::new("/")));
    if let Some(server) = first(installed, wanted) {
        return Ok(server);
    }
    if let Some(server) = first(pg_config().into_iter().chain(cached(cache)), wanted) {
        return Ok(server);
    }
    if env::var("ORM_EMBEDDED_FETCH").is_ok_and(|value| value == "never") {
        return Err(Error::no_server(
            wanted,
            "ORM_EMBEDDED_FETCH forbids to fetch one".into(),
        ));
    }
    let major = wanted.unwrap_or(fetch::DEFAULT_MAJOR);
    let bin = fetch::fetch(cache, major, Path::new("python3"))
        .map_err(|hint| Error::no_server(wanted, hint))?;
    Server::at(&bin).ok_or_else(|| {
        Error::no_server(
            wanted,
            format!("the one fetched into {bin:?} does not run here (it needs glibc 2.34)"),
        )
    })
}

fn first(dirs: impl IntoIterator<Item = PathBuf>, wanted: Option<u16>) -> Option<Server> {
    let servers = dirs.into_iter().filter_map(|dir| Server::at(&dir));
    servers
        .into_iter()
        .find(|server| wanted.is_none_or(|wanted| wanted == server.major))
}

/// Follows `initdb` on the path to its real folder: a link alone does not tell where `postgres` is.
fn on_path(path: &OsStr) -> Vec<PathBuf> {
    let real = |dir: PathBuf| {
        fs::canonicalize(dir.join("initdb"))
            .ok()?
            .parent()
            .map(Path::to_path_buf)
    };
    env::split_paths(path)
        .filter_map(real)
        .filter(|dir| holds_server(dir))
        .collect()
}

/// Lists the places where packages put servers, newest first.
fn packaged(root: &Path) -> Vec<PathBuf> {
    let places = [
        ("usr/lib/postgresql", "", "bin"),
        ("usr", "pgsql-", "bin"),
        ("usr/libexec", "postgresql", ""),
        ("opt/homebrew/opt", "postgresql@", "bin"),
        ("usr/local/opt", "postgresql@", "bin"),
        ("Applications/Postgres.app/Contents/Versions", "", "bin"),
    ];
    let mut found = Vec::new();
    for (above, prefix, below) in places {
        found.extend(
            numbered(&root.join(above), prefix)
                .into_iter()
                .map(|(major, dir)| (major, dir.join(below))),
        );
    }
    // The sort is stable, so that of equal versions the earlier place goes first.
    found.sort_by_key(|(major, _)| Reverse(*major));
    found.into_iter().map(|(_, dir)| dir).collect()
}

fn pg_config() -> Option<PathBuf> {
    let output = Command::new("pg_config")
        .arg("--bindir")
        .stdin(Stdio::null())
        .output()
        .ok()?;
    Some(PathBuf::from(String::from_utf8(output.stdout).ok()?.trim()))
}

fn cached(cache: &Path) -> Vec<PathBuf> {
    let mut found = numbered(cache, "");
    found.sort_by_key(|(major, _)| Reverse(*major));
    found.into_iter().map(|(_, dir)| dir.join("bin")).collect()
}

/// Lists the folders in `above` that are named by `prefix` and a version.
fn numbered(above: &Path, prefix: &str) -> Vec<(u16, PathBuf)> {
    let entries = fs::read_dir(above).into_iter().flatten().flatten();
    let number = |name: &OsStr| leading_number(name.to_str()?.strip_prefix(prefix)?);
    let mut found: Vec<_> = entries
        .filter_map(|entry| Some((number(&entry.file_name())?, entry.path())))
        .collect();
    found.sort();
    found
}

fn holds_server(dir: &Path) -> bool {
    dir.join("initdb").is_file() && dir.join("postgres").is_file()
}

fn leading_number(text: &str) -> Option<u16> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    text[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;
    use std::process;

    use super::*;

    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            let dir = env::temp_dir().join(format!("orm-locate-{}-{name}", process::id()));
            fs::create_dir(&dir).unwrap();
            Self(fs::canonicalize(dir).unwrap())
        }

        /// Another process writes the programs: a file that some thread holds open for writing cannot be run.
        fn server(&self, dir: &str, version: &str) -> PathBuf {
            let bin = self.0.join(dir);
            let script = r#"mkdir -p "$1" && cd "$1" && printf '#!/bin/sh\necho "postgres (PostgreSQL) %s (Fake)"\n' "$2" >postgres && cp postgres initdb && chmod +x postgres initdb"#;
            let status = Command::new("/bin/sh")
                .args(["-c", script, "sh"])
                .arg(&bin)
                .arg(version)
                .status()
                .unwrap();
            assert!(status.success());
            bin
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn packages_are_found_newest_first() {
        let scratch = Scratch::new("newest");
        let nine = scratch.server("usr/lib/postgresql/9.6/bin", "9.6.24");
        let fifteen = scratch.server("usr/lib/postgresql/15/bin", "15.3");
        let eighteen = scratch.server("usr/pgsql-18/bin", "18beta1");
        let seventeen = scratch.server("opt/homebrew/opt/postgresql@17/bin", "17.0");
        assert_eq!(
            packaged(&scratch.0),
            [eighteen.clone(), seventeen.clone(), fifteen, nine]
        );
        let newest = first(packaged(&scratch.0), None).unwrap();
        assert_eq!(
            newest,
            Server {
                bin: eighteen,
                major: 18,
                release: "18beta1".into()
            }
        );
        assert_eq!(
            first(packaged(&scratch.0), Some(17)).unwrap().bin,
            seventeen
        );
        assert_eq!(first(packaged(&scratch.0), Some(16)), None);
    }

    #[test]
    fn a_link_on_the_path_is_followed_to_a_folder_with_a_server() {
        let scratch = Scratch::new("link");
        let real = scratch.server("real/bin", "16.2");
        let links = scratch.0.join("links");
        let lonely = scratch.0.join("lonely");
        for dir in [&links, &lonely] {
            fs::create_dir(dir).unwrap();
        }
        symlink(real.join("initdb"), links.join("initdb")).unwrap();
        fs::write(lonely.join("initdb"), "").unwrap();
        let path = env::join_paths([&lonely, &links]).unwrap();
        assert_eq!(on_path(&path), [real]);
    }

    #[test]
    fn the_cache_is_searched_newest_first_and_downloads_under_way_are_passed_over() {
        let scratch = Scratch::new("cache");
        let old = scratch.server("16/bin", "16.2");
        let new = scratch.server("17/bin", "17.2");
        scratch.server("fetching-18/server/bin", "18.0");
        assert_eq!(cached(&scratch.0), [new, old]);
    }

    #[test]
    fn a_folder_that_only_looks_like_a_server_is_passed_over() {
        let scratch = Scratch::new("looks");
        let bin = scratch.0.join("bin");
        fs::create_dir(&bin).unwrap();
        for name in ["initdb", "postgres"] {
            fs::write(bin.join(name), "").unwrap();
        }
        assert_eq!(Server::at(&bin), None);
    }
}
