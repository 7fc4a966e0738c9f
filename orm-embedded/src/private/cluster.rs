//! A running server.

use std::fs;
use std::fs::File;
use std::io;
use std::io::Read;
use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use crate::builder::Port;
use crate::error::Error;
use crate::private::data::Data;
use crate::private::folder::Folder;
use crate::private::guard::Guard;
use crate::private::lease::Lease;
use crate::private::locate::Server;
use crate::private::plan::Plan;
use crate::private::settings;
use crate::private::user;
use crate::url;

/// A server that accepts connections, for as long as this is held.
#[derive(Debug)]
pub(crate) struct Cluster {
    url: String,
    tcp_url: Option<String>,
    server: Server,
    /// Held, not read: it ends the server on drop.
    _hold: Hold,
}

#[derive(Debug)]
#[expect(dead_code, reason = "held for their drop")]
enum Hold {
    Started(Guard),
    Joined(Lease),
}

/// How far a server is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Starting,
    Ready,
    Ended,
}

/// How long a start may take: recovery of a kept data folder, on a slow disk.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

impl Cluster {
    /// Starts a server in `folder`, and waits until it accepts connections.
    pub(crate) fn launch(plan: &Plan, folder: Folder) -> Result<Self, Error> {
        let hba = folder.path().join("hba");
        fs::write(&hba, settings::HBA)
            .map_err(|error| Error::folder("writing", &hba, "", error))?;
        let data = Data::prepare(plan, folder.path())?;
        let port = choose_port(plan)?;
        let password = plan
            .tcp_port
            .map(|_| set_password(plan, &data))
            .transpose()?;
        let mut guard = Guard::spawn(plan, folder, &data.path, port)?;
        if let Err(error) = wait_until_ready(&mut guard) {
            return Err(match data.template {
                Some(template) => {
                    template.discard();
                    error.with_template()
                }
                None => error,
            });
        }
        Ok(Self {
            url: socket_url(guard.folder(), port),
            tcp_url: password.map(|password| {
                format!("postgresql://postgres:{password}@127.0.0.1:{port}/postgres")
            }),
            server: plan.server.clone(),
            _hold: Hold::Started(guard),
        })
    }

    /// Takes a share in a server that another process started, and that is ready.
    pub(crate) fn joined(plan: &Plan, folder: &Path, lease: Lease) -> Self {
        let url = socket_url(folder, DEFAULT_PORT);
        Self {
            url,
            tcp_url: None,
            server: plan.server.clone(),
            _hold: Hold::Joined(lease),
        }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    pub(crate) fn tcp_url(&self) -> Option<&str> {
        self.tcp_url.as_deref()
    }

    pub(crate) fn bin_dir(&self) -> &Path {
        &self.server.bin
    }

    pub(crate) fn version(&self) -> u16 {
        self.server.major
    }
}

impl State {
    /// Reads how far the server in `folder` is.
    pub(crate) fn of(folder: &Path) -> Self {
        if folder.join("ended").exists() {
            return Self::Ended;
        }
        let server = fs::read_to_string(folder.join("server")).unwrap_or_default();
        let status = fs::read_to_string(folder.join("data/postmaster.pid")).unwrap_or_default();
        // A kept data folder may still have the file of another server.
        let ours = !server.trim().is_empty() && status.lines().next() == Some(server.trim());
        let ready = status
            .lines()
            .nth(7)
            .is_some_and(|line| line.trim() == "ready");
        if ours && ready {
            Self::Ready
        } else {
            Self::Starting
        }
    }
}

const DEFAULT_PORT: u16 = 5432;

fn socket_url(folder: &Path, port: u16) -> String {
    let host = url::encode_path(&folder.to_string_lossy());
    let port = if port == DEFAULT_PORT {
        String::new()
    } else {
        format!("&port={port}")
    };
    format!("postgresql:///postgres?host={host}&user=postgres{port}")
}

/// Without TCP the port is only a part of the socket's name.
fn choose_port(plan: &Plan) -> Result<u16, Error> {
    match plan.tcp_port {
        None => Ok(DEFAULT_PORT),
        Some(Port::Number(port)) => Ok(port),
        Some(Port::Free) => TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .map(|address| address.port())
            .map_err(|error| {
                Error::folder("finding a free port of", Path::new("127.0.0.1"), "", error)
            }),
    }
}

/// Gives the role `postgres` a new password, before the server starts, and returns it.
fn set_password(plan: &Plan, data: &Data) -> Result<String, Error> {
    let random = Path::new("/dev/urandom");
    let mut bytes = [0_u8; 16];
    File::open(random)
        .and_then(|mut file| file.read_exact(&mut bytes))
        .map_err(|error| Error::folder("reading", random, "", error))?;
    let password: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();

    let program = plan.server.bin.join("postgres");
    let run = || -> io::Result<_> {
        let mut single = user::command(&program, plan.user)
            .args(["--single", "-c", "password_encryption=scram-sha-256", "-D"])
            .arg(&data.path)
            .arg("postgres")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;
        if let Some(mut input) = single.stdin.take() {
            // Where the program has ended already, what it wrote says more than a broken pipe.
            let _ = writeln!(input, "alter role postgres with password '{password}'");
        }
        single.wait_with_output()
    };
    let output =
        run().map_err(|error| Error::program(&program, plan.user.map(|user| user.uid), error))?;
    if output.status.success() {
        return Ok(password);
    }
    Err(Error::start(
        "setting a password",
        user::tail(&output.stderr),
    ))
}

fn wait_until_ready(guard: &mut Guard) -> Result<(), Error> {
    let begin = Instant::now();
    loop {
        match State::of(guard.folder()) {
            State::Ready => return Ok(()),
            State::Ended => {
                return Err(Error::start("starting postgres", log_tail(guard.folder())));
            }
            State::Starting => {}
        }
        if begin.elapsed() > PATIENCE || guard.has_ended().unwrap_or(true) {
            let log = format!(
                "{}\n(not ready after {} s)",
                log_tail(guard.folder()),
                begin.elapsed().as_secs()
            );
            return Err(Error::start("starting postgres", log));
        }
        thread::sleep(Duration::from_millis(5));
    }
}

fn log_tail(folder: &Path) -> String {
    user::tail(&fs::read(folder.join("log")).unwrap_or_default())
}
