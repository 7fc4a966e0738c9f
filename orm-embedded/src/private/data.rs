//! The data folder of one server: copied, made, or kept from an earlier start.

use std::fs;
use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::path::PathBuf;

use crate::builder::Durability;
use crate::error::Error;
use crate::private::plan::Plan;
use crate::private::template::Template;
use crate::private::user;

/// A data folder that is ready for a server.
#[derive(Debug)]
pub(crate) struct Data {
    pub(crate) path: PathBuf,
    /// The template it was copied from.
    pub(crate) template: Option<Template>,
}

impl Data {
    /// Prepares the data for a server in `folder`, and gives that folder to the user the server runs as.
    ///
    /// `folder/data` is the data folder, or a link to the kept one.
    pub(crate) fn prepare(plan: &Plan, folder: &Path) -> Result<Self, Error> {
        let inside = folder.join("data");
        if let Some(kept) = &plan.kept {
            keep(plan, kept)?;
            symlink(kept, &inside).map_err(|error| Error::folder("making", &inside, "", error))?;
            give(plan, folder)?;
            return Ok(Self {
                path: kept.clone(),
                template: None,
            });
        }
        // A template has small write-ahead segments: right for a start in no time, wrong for measuring writes.
        let template = match plan.durability {
            Durability::ThrowAway => Some(Template::of(plan)?),
            Durability::Durable => None,
        };
        if let Some(template) = template {
            if template.copy_to(&inside)? {
                give(plan, folder)?;
                return Ok(Self {
                    path: inside,
                    template: Some(template),
                });
            }
            give(plan, folder)?;
            initdb(plan, &inside, &["--no-sync", "--wal-segsize=1"])?;
            template.store(&inside);
        } else {
            give(plan, folder)?;
            initdb(plan, &inside, &["--no-sync"])?;
        }
        Ok(Self {
            path: inside,
            template: None,
        })
    }
}

fn keep(plan: &Plan, kept: &Path) -> Result<(), Error> {
    let refuse = |error| Error::folder("using the data folder", kept, "", error);
    if kept.join("PG_VERSION").exists() {
        return Ok(());
    }
    if !kept.exists() {
        if let Some(above) = kept.parent() {
            fs::create_dir_all(above).map_err(refuse)?;
        }
        DirBuilder::new().mode(0o700).create(kept).map_err(refuse)?;
    }
    if fs::read_dir(kept).map_err(refuse)?.next().is_some() {
        return Err(Error::setting(format!(
            "the data folder {kept:?} holds other files and no PostgreSQL data: name an empty or a new folder"
        )));
    }
    if let Some(user) = plan.user {
        user.own(kept).map_err(refuse)?;
        if !user.can_enter(kept) {
            return Err(Error::setting(format!(
                "the data folder {kept:?} is closed to user {}, whom root runs PostgreSQL as: name one outside of root's home",
                user.uid
            )));
        }
    }
    initdb(plan, kept, &[])
}

fn give(plan: &Plan, folder: &Path) -> Result<(), Error> {
    let given = plan.user.map_or(Ok(()), |user| user.own(folder));
    given.map_err(|error| Error::folder("giving away", folder, "", error))
}

fn initdb(plan: &Plan, data: &Path, options: &[&str]) -> Result<(), Error> {
    let program = plan.server.bin.join("initdb");
    let mut wrote = String::new();
    // Not every system knows C.UTF-8; C orders text the same way.
    for locale in ["C.UTF-8", "C"] {
        let output = user::command(&program, plan.user)
            .arg("-D")
            .arg(data)
            .args(["-U", "postgres", "-A", "trust", "-E", "UTF8"])
            .arg(format!("--locale={locale}"))
            .args(options)
            .output()
            .map_err(|error| Error::program(&program, plan.user.map(|user| user.uid), error))?;
        if output.status.success() {
            return Ok(());
        }
        wrote = user::tail(&output.stderr);
    }
    Err(Error::start("initdb", wrote))
}
