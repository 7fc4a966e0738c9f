//! Measures `orm` beside raw tokio-postgres and deadpool, in one run on one server.
//!
//! `all` · `times` (wall time, ratios) · `instructions` (callgrind, user space of the client) ·
//! `compile` (`cargo check` of generated crates) · `once OPERATION CLIENT COUNT` (what callgrind runs).

mod client;
mod compile;
mod deadpool;
mod instructions;
mod operation;
mod raw;
mod times;
mod typed;

use std::error::Error;

use crate::client::Client;
use crate::operation::Operation;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["all"] | [] => {
            let server = operation::server().await?;
            times::report(&server).await?;
            instructions::report(&server)?;
            compile::report()
        }
        ["times"] => times::report(&operation::server().await?).await,
        ["instructions"] => instructions::report(&operation::server().await?),
        ["compile"] => compile::report(),
        ["once", operation, client, count] => {
            let operation = Operation::named(operation)?;
            let url = std::env::var("BENCH_URL")?;
            let client = Client::connect(client, &url).await?;
            client.run(operation, count.parse()?).await
        }
        _ => {
            Err("usage: all | times | instructions | compile | once OPERATION CLIENT COUNT".into())
        }
    }
}
