//! Other processes: this test binary, run again.

use std::env;
use std::io;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Write;
use std::mem;
use std::process;
use std::process::Child;
use std::process::ChildStdin;
use std::process::Command;
use std::process::ExitStatus;
use std::process::Stdio;

use orm_embedded::Postgres;

use crate::support::Scratch;

/// Which server another process uses.
#[derive(Clone, Copy)]
pub(crate) enum Use {
    Start,
    Shared,
}

/// A process that has a server, or was refused one.
pub(crate) struct Other {
    child: Child,
    input: Option<ChildStdin>,
    /// The URL, or the error.
    pub(crate) outcome: Result<String, String>,
}

impl Other {
    /// Starts a process in `scratch`, with a cache of its own and these variables.
    pub(crate) fn run(scratch: &Scratch, which: Use, variables: &[(&str, &str)]) -> Self {
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "child::other_process", "--nocapture"])
            .env_remove("DATABASE_URL")
            .env_remove("ORM_EMBEDDED_VERSION")
            .env("TMPDIR", scratch.temp())
            .env("ORM_EMBEDDED_CACHE", scratch.cache())
            .env(
                "ORM_EMBEDDED_IT",
                match which {
                    Use::Start => "start",
                    Use::Shared => "shared",
                },
            )
            .envs(variables.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let input = child.stdin.take();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let outcome = loop {
            let mut line = String::new();
            assert!(
                output.read_line(&mut line).unwrap() > 0,
                "the other process ended without a word"
            );
            if let Some((_, url)) = line.split_once("url=") {
                break Ok(url.trim().to_owned());
            }
            if let Some((_, error)) = line.split_once("error=") {
                break Err(error.trim().to_owned());
            }
        };
        Self {
            child,
            input,
            outcome,
        }
    }

    pub(crate) fn url(&self) -> &str {
        self.outcome.as_ref().unwrap()
    }

    pub(crate) fn error(&self) -> &str {
        self.outcome.as_ref().unwrap_err()
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Tells the process how to end: `drop`, `exit`, `abort`.
    pub(crate) fn end(mut self, how: &str) -> ExitStatus {
        if let Some(input) = &mut self.input {
            writeln!(input, "{how}").unwrap();
        }
        self.child.wait().unwrap()
    }

    pub(crate) fn wait(mut self) -> ExitStatus {
        // Not `self.child.wait()` alone: that closes the input first, and the process would end by itself.
        let _input = self.input.take();
        self.child.wait().unwrap()
    }
}

impl Drop for Other {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn other_process() {
    let Ok(which) = env::var("ORM_EMBEDDED_IT") else {
        return;
    };
    if which == "shared" {
        match Postgres::shared() {
            Ok(postgres) => say("url", postgres.url()),
            Err(error) => say("error", &format!("{error:?}")),
        }
        obey();
        return;
    }
    let kept = env::var_os("ORM_EMBEDDED_IT_DATA");
    let started = match kept {
        Some(data) => Postgres::builder().data_dir(data).start(),
        None => Postgres::start(),
    };
    match started {
        Ok(postgres) => {
            say("url", postgres.url());
            if obey() == "exit" {
                mem::forget(postgres);
                process::exit(0);
            }
        }
        Err(error) => say("error", &format!("{error:?}")),
    }
}

fn say(what: &str, text: &str) {
    let line = text.replace('\n', " / ");
    writeln!(io::stdout(), "{what}={line}").unwrap();
}

fn obey() -> String {
    let mut word = String::new();
    io::stdin().read_line(&mut word).unwrap();
    if word.trim() == "abort" {
        process::abort();
    }
    word.trim().to_owned()
}
