//! One server for many processes: the first starts it, the others find it in a register and join it.
//!
//! The register is a folder of links, `<key>.<n>` to the folder of a server. Only the link with the highest `n` counts.
//! A process that finds no live server behind it makes the link `n + 1`, which only one process can, and starts a
//! server. No link is ever changed, and only links below the highest are removed, so that nothing needs a lock.

use std::env;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use crate::builder::Builder;
use crate::error::Error;
use crate::private::cluster::Cluster;
use crate::private::cluster::PATIENCE;
use crate::private::cluster::State;
use crate::private::folder::Folder;
use crate::private::lease::Lease;
use crate::private::plan::Plan;
use crate::private::plan::Sharing;
use crate::private::template::fingerprint;

/// Joins the shared server of this user, workspace and release, or starts it.
pub(crate) fn shared(builder: &Builder) -> Result<Cluster, Error> {
    let plan = Plan::new(builder, Sharing::Shared)?;
    let register = Register::open(&plan)?;
    let mut tries = 2_u8;
    loop {
        let newest = register.newest()?;
        if let Some(cluster) = newest.as_ref().and_then(|link| join(&plan, &link.folder)) {
            return Ok(cluster);
        }
        let folder = Folder::create(&plan.base, plan.me)?;
        let number = newest.map_or(1, |link| link.number + 1);
        if !register.claim(number, folder.path())? {
            continue;
        }
        match Cluster::launch(&plan, folder) {
            Err(error) if tries > 1 && plan.may_retry(&error) => tries -= 1,
            done => return done,
        }
    }
}

/// Where processes find the server they share.
#[derive(Debug)]
struct Register {
    dir: PathBuf,
    key: String,
}

#[derive(Debug)]
struct Link {
    number: u64,
    path: PathBuf,
    folder: PathBuf,
}

impl Register {
    fn open(plan: &Plan) -> Result<Self, Error> {
        let mut name = plan.server.bin.as_os_str().as_encoded_bytes().to_vec();
        name.push(0);
        name.extend(workspace().as_os_str().as_encoded_bytes());
        let key = format!("{}-{:016x}", plan.server.release, fingerprint(&name));
        Ok(Self {
            dir: plan.cache.part("shared", plan.me)?,
            key,
        })
    }

    fn newest(&self) -> Result<Option<Link>, Error> {
        Ok(self.links()?.into_iter().max_by_key(|link| link.number))
    }

    /// Makes `folder` the newest; `false` if another process was faster.
    fn claim(&self, number: u64, folder: &Path) -> Result<bool, Error> {
        let path = self.dir.join(format!("{}.{number}", self.key));
        match symlink(folder, &path) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
            Err(error) => return Err(Error::folder("writing", &path, "", error)),
        }
        let links = self.links()?;
        if links.iter().any(|link| link.number > number) {
            // What we read was old, and the number free because its server is long gone.
            let _ = fs::remove_file(&path);
            return Ok(false);
        }
        for link in links.iter().filter(|link| link.number < number) {
            let _ = fs::remove_file(&link.path);
        }
        Ok(true)
    }

    fn links(&self) -> Result<Vec<Link>, Error> {
        let entries = fs::read_dir(&self.dir)
            .map_err(|error| Error::folder("reading", &self.dir, "", error))?;
        let link = |path: PathBuf| {
            let number = path
                .file_name()?
                .to_str()?
                .strip_prefix(&self.key)?
                .strip_prefix('.')?
                .parse()
                .ok()?;
            // One that goes at this moment is not the newest.
            let folder = fs::read_link(&path).ok()?;
            Some(Link {
                number,
                path,
                folder,
            })
        };
        Ok(entries
            .flatten()
            .filter_map(|entry| link(entry.path()))
            .collect())
    }
}

/// Takes a share in the server in `folder`, when it is ready; `None` if it is dead, or dies.
fn join(plan: &Plan, folder: &Path) -> Option<Cluster> {
    let owner = fs::symlink_metadata(folder).ok()?.uid();
    if owner != plan.me && plan.user.is_none_or(|user| user.uid != owner) {
        return None;
    }
    let begin = Instant::now();
    while begin.elapsed() < PATIENCE {
        // Asked anew each time: a share of our own does not tell whether the one who starts it is still alive.
        let mut lease = Lease::join(&folder.join("life"))?;
        match State::of(folder) {
            State::Ready => return lease.hold().then(|| Cluster::joined(plan, folder, lease)),
            State::Ended => return None,
            State::Starting => {}
        }
        thread::sleep(Duration::from_millis(5));
    }
    None
}

/// Returns the Cargo workspace that this process runs in, or else its working folder.
fn workspace() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR")
        .map(PathBuf::from)
        .or_else(|| env::current_dir().ok());
    let here = here.unwrap_or_default();
    let root = here.ancestors().find(|dir| dir.join("Cargo.lock").exists());
    root.map_or_else(|| here.clone(), Path::to_path_buf)
}
