//! The stand-in for private servers where the system is not Unix.

use std::path::Path;

use crate::builder::Builder;
use crate::error::Error;

/// A private server, which no value of this type can be.
#[derive(Debug)]
pub(crate) enum Cluster {}

impl Cluster {
    pub(crate) fn url(&self) -> &str {
        match *self {}
    }

    pub(crate) fn tcp_url(&self) -> Option<&str> {
        match *self {}
    }

    pub(crate) fn bin_dir(&self) -> &Path {
        match *self {}
    }

    pub(crate) fn version(&self) -> u16 {
        match *self {}
    }
}

pub(crate) fn start(_builder: &Builder) -> Result<Cluster, Error> {
    Err(Error::unsupported())
}

pub(crate) fn shared(_builder: &Builder) -> Result<Cluster, Error> {
    Err(Error::unsupported())
}
