//! A client that can do the operations.

use crate::Result;
use crate::deadpool::Deadpool;
use crate::operation::Operation;
use crate::raw::Raw;
use crate::typed::Typed;

/// The names of the clients, the limit first.
pub const NAMES: [&str; 3] = ["raw", "deadpool", "orm"];

/// A client.
pub enum Client {
    Raw(Box<Raw>),
    Deadpool(Deadpool),
    Typed(Typed),
}

impl Client {
    /// The client of that name, connected.
    pub async fn connect(name: &str, url: &str) -> Result<Self> {
        Ok(match name {
            "raw" => Self::Raw(Box::new(Raw::connect(url).await?)),
            "deadpool" => Self::Deadpool(Deadpool::connect(url)?),
            "orm" => Self::Typed(Typed::connect(url).await?),
            _ => return Err(format!("unknown client {name}").into()),
        })
    }

    /// Does the operation so often.
    pub async fn run(&self, operation: Operation, count: usize) -> Result<()> {
        for turn in 0..count {
            let id = i32::try_from(turn % 10_000 + 1)?;
            let seen = match self {
                Self::Raw(client) => client.once(operation, id).await?,
                Self::Deadpool(client) => client.once(operation, id).await?,
                Self::Typed(client) => client.once(operation, id).await?,
            };
            std::hint::black_box(seen);
        }
        Ok(())
    }
}
