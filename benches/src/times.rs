//! Wall time and the client's CPU time, interleaved, as ratios to raw.

use std::time::Duration;
use std::time::Instant;

use cpu_time::ProcessTime;
use orm_embedded::Postgres;

use crate::Result;
use crate::client::Client;
use crate::client::NAMES;
use crate::operation::Operation;
use crate::operation::url;

const ROUNDS: usize = 9;

/// One measurement: wall time and CPU time of an operation.
#[derive(Clone, Copy)]
struct Spent {
    wall: Duration,
    cpu: Duration,
}

/// Prints a row an operation: raw's times, and the ratio of each other to it, median of the rounds.
pub async fn report(server: &Postgres) -> Result<()> {
    let mut clients = Vec::new();
    for name in NAMES {
        clients.push(Client::connect(name, url(server)).await?);
    }
    println!(
        "one operation, medians of {ROUNDS} interleaved rounds; ratios to raw within a round (min .. max)"
    );
    for (operation, count) in Operation::ALL {
        let mut spent = vec![Vec::new(); clients.len()];
        for client in &clients {
            client.run(operation, count.div_ceil(10)).await?;
        }
        for _ in 0..ROUNDS {
            for (client, spent) in clients.iter().zip(&mut spent) {
                let (wall, cpu) = (Instant::now(), ProcessTime::now());
                client.run(operation, count).await?;
                let count = u32::try_from(count)?;
                spent.push(Spent {
                    wall: wall.elapsed() / count,
                    cpu: cpu.elapsed() / count,
                });
            }
        }
        for (what, of) in [("wall", wall as fn(&Spent) -> Duration), ("cpu", cpu)] {
            let raw: Vec<f64> = spent[0]
                .iter()
                .map(|spent| of(spent).as_secs_f64())
                .collect();
            print!(
                "{:13} {what:4} raw {:>9.1} µs",
                operation.name(),
                median(raw.clone()) * 1e6
            );
            for (name, spent) in NAMES.iter().zip(&spent).skip(1) {
                let ratios: Vec<f64> = spent
                    .iter()
                    .zip(&raw)
                    .map(|(spent, raw)| of(spent).as_secs_f64() / raw)
                    .collect();
                let least = ratios.iter().copied().fold(f64::INFINITY, f64::min);
                let most = ratios.iter().copied().fold(0.0, f64::max);
                print!("   {name} {:.2} ({least:.2} .. {most:.2})", median(ratios));
            }
            println!();
        }
    }
    Ok(())
}

fn wall(spent: &Spent) -> Duration {
    spent.wall
}

fn cpu(spent: &Spent) -> Duration {
    spent.cpu
}

fn median(mut of: Vec<f64>) -> f64 {
    of.sort_by(f64::total_cmp);
    of[of.len() / 2]
}
