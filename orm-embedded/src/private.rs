//! Private servers: a folder, a data folder in it, a server on both, and a guard that ends them.
//!
//! Each module may use only those above it:
//!
//! ```text
//! user       who we are, and whom the server runs as
//! lease      a FIFO: the kernel's word on who is alive
//! folder     the folder of one running server
//! sweep      removes what dead processes left
//! cache      the folder that stays
//! fetch      brings binaries with pip
//! locate     finds binaries
//! plan       what was asked for, found and checked
//! template   a data folder made once and copied
//! data       the data folder of one server
//! settings   the server's parameters
//! guard      the shell that outlives us
//! cluster    a running server
//! shared     one server for many processes
//! ```

pub(crate) mod cache;
pub(crate) mod cluster;
pub(crate) mod data;
pub(crate) mod fetch;
pub(crate) mod folder;
pub(crate) mod guard;
pub(crate) mod lease;
pub(crate) mod locate;
pub(crate) mod plan;
pub(crate) mod settings;
pub(crate) mod shared;
pub(crate) mod sweep;
pub(crate) mod template;
pub(crate) mod user;

pub(crate) use self::cluster::Cluster;
pub(crate) use self::shared::shared;

use crate::builder::Builder;
use crate::error::Error;
use crate::private::folder::Folder;
use crate::private::plan::Plan;
use crate::private::plan::Sharing;

/// Starts a server for this handle alone.
pub(crate) fn start(builder: &Builder) -> Result<Cluster, Error> {
    settings::check(&builder.config)?;
    let plan = Plan::new(builder, Sharing::Alone)?;
    // A broken template is thrown away by the first try; a port may be lost between its choice and its use.
    let mut tries = 3_u8;
    loop {
        let folder = Folder::create(&plan.base, plan.me)?;
        match Cluster::launch(&plan, folder) {
            Err(error) if tries > 1 && plan.may_retry(&error) => tries -= 1,
            done => return done,
        }
    }
}
