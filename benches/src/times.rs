//! Wall time, interleaved, as ratios to raw.

use std::time::Duration;
use std::time::Instant;

use orm_embedded::Postgres;

use crate::Result;
use crate::client::Client;
use crate::client::NAMES;
use crate::operation::Operation;
use crate::operation::url;

const ROUNDS: usize = 9;

/// Prints a row an operation: raw's time, and the ratio of each other to it, median of the rounds.
pub async fn report(server: &Postgres) -> Result<()> {
    let mut clients = Vec::new();
    for name in NAMES {
        clients.push(Client::connect(name, url(server)).await?);
    }
    println!("wall time of one operation, medians of {ROUNDS} interleaved rounds; ratios to raw (min .. max)");
    for (operation, count) in Operation::ALL {
        let mut times = vec![Vec::new(); clients.len()];
        for client in &clients {
            client.run(operation, count.div_ceil(10)).await?;
        }
        for _ in 0..ROUNDS {
            for (client, times) in clients.iter().zip(&mut times) {
                let start = Instant::now();
                client.run(operation, count).await?;
                times.push(start.elapsed() / u32::try_from(count)?);
            }
        }
        let of_raw = times[0].clone();
        let raw = median(of_raw.clone());
        print!("{:14} raw {raw:>10.1?}", operation.name());
        for (name, times) in NAMES.iter().zip(&times).skip(1) {
            let mut ratios: Vec<f64> = times
                .iter()
                .zip(&of_raw)
                .map(|(time, raw)| time.as_secs_f64() / raw.as_secs_f64())
                .collect();
            ratios.sort_by(f64::total_cmp);
            print!("   {name} {:.2} ({:.2} .. {:.2})", ratios[ratios.len() / 2], ratios[0], ratios[ratios.len() - 1]);
        }
        println!();
    }
    Ok(())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
