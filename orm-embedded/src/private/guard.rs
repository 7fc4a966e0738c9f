//! The shell that outlives this process: it runs the server, stops it and removes its folder.

use std::io;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::Stdio;

use crate::error::Error;
use crate::private::folder::Folder;
use crate::private::lease::Lease;
use crate::private::plan::Plan;
use crate::private::plan::Sharing;
use crate::private::settings;
use crate::private::sweep;
use crate::private::user;

/// A guard that this process started, and its own share in the life of the server.
#[derive(Debug)]
pub(crate) struct Guard {
    shell: Child,
    lease: Option<Lease>,
    folder: PathBuf,
}

impl Guard {
    /// Starts a guard, and through it a server on `data`.
    pub(crate) fn spawn(
        plan: &Plan,
        folder: Folder,
        data: &Path,
        port: u16,
    ) -> Result<Self, Error> {
        let program = Path::new("/bin/sh");
        let fail = |error| Error::program(program, plan.user.map(|user| user.uid), error);
        let mut command = user::command(program, plan.user);
        command
            .args(["-c", include_str!("guard.sh"), "orm-embedded"])
            .arg(folder.path())
            .args([stop_signal(plan), linger(plan)])
            .arg(plan.server.bin.join("postgres"))
            .arg("-D")
            .arg(data);
        for setting in settings::render(plan, folder.path(), port) {
            command.arg("-c").arg(setting);
        }
        // The reading end goes with the shell from its birth: our death at any moment reaches it.
        command
            .stdin(folder.reader().map_err(fail)?)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        // Its own group: Ctrl-C in a terminal reaches us and not the guard.
        let shell = command.process_group(0).spawn().map_err(fail)?;
        let (folder, lease) = folder.hand_over();
        Ok(Self {
            shell,
            lease,
            folder,
        })
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Answers whether the guard itself has ended.
    pub(crate) fn has_ended(&mut self) -> io::Result<bool> {
        Ok(self.shell.try_wait()?.is_some())
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.lease = None;
        let _ = self.shell.wait();
        if self.folder.exists() {
            // The guard was killed.
            sweep::remove(&self.folder);
        }
    }
}

fn stop_signal(plan: &Plan) -> &'static str {
    // INT shuts down in order; QUIT at once, as a crash, which only data that nobody wants may suffer.
    if plan.kept.is_some() { "INT" } else { "QUIT" }
}

fn linger(plan: &Plan) -> &'static str {
    match plan.sharing {
        Sharing::Alone => "0",
        Sharing::Shared => "2",
    }
}
