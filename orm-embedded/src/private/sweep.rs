//! Removes what dead processes left, where even their guard was killed or the machine went down.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use crate::private::folder;
use crate::private::lease::Life;
use crate::private::user::User;

/// Removes the folders in `base` that belong to `me` and that nobody holds; stops a server that still runs there.
pub(crate) fn sweep(base: &Path, me: u32, user: Option<User>) {
    let prefix = folder::prefix(me);
    for entry in fs::read_dir(base).into_iter().flatten().flatten() {
        if !entry
            .file_name()
            .as_encoded_bytes()
            .starts_with(prefix.as_bytes())
        {
            continue;
        }
        // Anybody may make a folder of this name in a shared place; what is not ours is not to be trusted.
        let ours = entry.metadata().is_ok_and(|meta| {
            meta.is_dir() && (meta.uid() == me || user.is_some_and(|user| user.uid == meta.uid()))
        });
        if ours && is_dead(&entry.path()) {
            remove(&entry.path());
        }
    }
}

/// Stops the server of a folder, if it runs, and removes the folder.
pub(crate) fn remove(dir: &Path) {
    if let Some(pid) = server(dir) {
        // A kept data folder is a link, and is shut down with care.
        let gentle = if dir.join("data").is_symlink() {
            "INT"
        } else {
            "QUIT"
        };
        for signal in [gentle, "QUIT", "KILL"] {
            kill(signal, pid);
            if wait_for_end(dir, Duration::from_secs(5)) {
                break;
            }
        }
    }
    if server(dir).is_none() {
        let _ = fs::remove_dir_all(dir);
    }
}

/// Returns the process id of the server that runs in the data folder of `dir`.
///
/// The id is in a file that may be old, so it counts only if that process works in the data folder.
fn server(dir: &Path) -> Option<u32> {
    let pid: u32 = fs::read_to_string(dir.join("server"))
        .ok()?
        .trim()
        .parse()
        .ok()?;
    let data = fs::canonicalize(dir.join("data")).ok()?;
    let runs = if Path::new("/proc/self/cwd").exists() {
        fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|cwd| cwd == data)
    } else {
        let output = Command::new("ps")
            .args(["-o", "command=", "-p", &pid.to_string()])
            .stdin(Stdio::null())
            .output();
        output.is_ok_and(|output| {
            let line = String::from_utf8_lossy(&output.stdout).into_owned();
            line.contains(&*dir.to_string_lossy())
        })
    };
    runs.then_some(pid)
}

fn is_dead(dir: &Path) -> bool {
    match (Life::at(&dir.join("life")), Life::at(&dir.join("closed"))) {
        (Life::Alive, _) | (_, Life::Alive) => false,
        (Life::Dead, _) | (_, Life::Dead) => true,
        // Its maker may not have come to the FIFO yet.
        (Life::Missing, Life::Missing) => is_older_than(dir, Duration::from_secs(60)),
    }
}

/// Answers whether nothing was made or removed in `dir` for this long.
pub(crate) fn is_older_than(dir: &Path, age: Duration) -> bool {
    let changed = fs::symlink_metadata(dir)
        .and_then(|meta| meta.modified())
        .ok();
    changed
        .and_then(|changed| changed.elapsed().ok())
        .is_some_and(|since| since > age)
}

fn kill(signal: &str, pid: u32) {
    // The standard library cannot signal a process that is not its child; every shell can.
    let _ = Command::new("/bin/sh")
        .args([
            "-c",
            "kill -s \"$1\" \"$2\"",
            "kill",
            signal,
            &pid.to_string(),
        ])
        .stdin(Stdio::null())
        .output();
}

fn wait_for_end(dir: &Path, limit: Duration) -> bool {
    let begin = Instant::now();
    while begin.elapsed() < limit {
        if server(dir).is_none() {
            return true;
        }
        thread::sleep(Duration::from_millis(5));
    }
    false
}
