//! A folder of its own for each test, a query, and patience.

use std::env;
use std::fs;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::path::PathBuf;
use std::process;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;
use std::time::Instant;

use orm_embedded::Builder;
use orm_embedded::Postgres;
use tokio_postgres::NoTls;
use tokio_postgres::SimpleQueryMessage;

/// A folder with room for servers and a cache, removed at the end.
pub(crate) struct Scratch {
    dir: PathBuf,
}

impl Scratch {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "orm-it-{}-{}",
            process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let dir = env::temp_dir().join(name);
        fs::create_dir(&dir).unwrap();
        fs::create_dir(dir.join("t")).unwrap();
        // Root's servers run as another user, who must be able to remove the folder of the server.
        for open in [&dir, &dir.join("t")] {
            fs::set_permissions(open, Permissions::from_mode(0o1777)).unwrap();
        }
        Self { dir }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.dir
    }

    /// Where the folders of running servers are.
    pub(crate) fn temp(&self) -> PathBuf {
        self.dir.join("t")
    }

    /// A cache that no other test uses.
    pub(crate) fn cache(&self) -> PathBuf {
        self.dir.join("c")
    }

    /// The options of a server in this folder, with the cache that the tests have in common.
    pub(crate) fn builder(&self) -> Builder {
        Postgres::builder()
            .ignore_env()
            .temp_dir(self.temp())
            .cache_dir(common_cache())
    }

    /// The folders of servers, running or left.
    pub(crate) fn folders(&self) -> Vec<PathBuf> {
        fs::read_dir(self.temp())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect()
    }

    /// The process id of the one server that runs here.
    pub(crate) fn server(&self) -> u32 {
        let folders = self.folders();
        let [folder] = &folders[..] else {
            panic!("one server is wanted, not {folders:?}")
        };
        fs::read_to_string(folder.join("server"))
            .unwrap()
            .trim()
            .parse()
            .unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A server whose folder vanishes under it leaves its shared memory.
        let runs =
            |folder: &PathBuf| folder.join("life").exists() || folder.join("closed").exists();
        let begin = Instant::now();
        while self.folders().iter().any(runs) && begin.elapsed() < Duration::from_secs(10) {
            thread::sleep(Duration::from_millis(10));
        }
        let _ = fs::remove_dir_all(&self.dir);
    }
}

pub(crate) fn common_cache() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("orm-embedded-cache")
}

/// Runs `sql` and returns the first value of its first row.
pub(crate) fn query(url: &str, sql: &str) -> Result<String, tokio_postgres::Error> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
        let connection = tokio::spawn(connection);
        let rows = client.simple_query(sql).await?;
        drop(client);
        connection.await.unwrap()?;
        let first = rows.into_iter().find_map(|message| match message {
            SimpleQueryMessage::Row(row) => Some(row.get(0).unwrap_or("null").to_owned()),
            _ => None,
        });
        Ok(first.unwrap_or_default())
    })
}

pub(crate) fn answers(url: &str) -> bool {
    query(url, "select 1").is_ok_and(|value| value == "1")
}

pub(crate) fn kill(signal: &str, pid: u32) {
    let status = Command::new("/bin/sh")
        .args(["-c", &format!("kill -s {signal} {pid}")])
        .status()
        .unwrap();
    assert!(status.success());
}

/// What `ps` says of a process; empty if there is none, or only what its parent has not yet taken note of.
pub(crate) fn ps(pid: u32, field: &str) -> String {
    let ask = |field: &str| {
        let output = Command::new("ps")
            .args(["-o", &format!("{field}="), "-p", &pid.to_string()])
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    if ask("stat").starts_with('Z') {
        String::new()
    } else {
        ask(field)
    }
}

pub(crate) fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    let begin = Instant::now();
    while !holds() {
        assert!(
            begin.elapsed() < Duration::from_secs(20),
            "not within 20 s: {what}"
        );
        thread::sleep(Duration::from_millis(10));
    }
}
