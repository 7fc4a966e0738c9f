//! Instructions of the client in user space, by callgrind. The server is another process.

use std::process::Command;

use orm_embedded::Postgres;

use crate::Result;
use crate::client::NAMES;
use crate::operation::Operation;
use crate::operation::url;

/// What is counted, with two numbers of turns: their difference is free of the set-up.
const COUNTED: [(Operation, usize, usize, usize); 6] = [
    (Operation::Point, 200, 1200, 1),
    (Operation::Rows, 2, 6, 10_000),
    (Operation::Join, 2, 6, 10_000),
    (Operation::Insert(1), 100, 600, 1),
    (Operation::Insert(100), 10, 60, 100),
    (Operation::Insert(10_000), 1, 3, 10_000),
];

/// Prints a row an operation: instructions of one, or of one row, for each client.
pub fn report(server: &Postgres) -> Result<()> {
    println!("instructions in user space, of an operation or of one of its rows; ratios to raw");
    for (operation, few, many, rows) in COUNTED {
        let unit = if rows == 1 { "one" } else { "a row" };
        print!("{:14} {unit:6}", operation.name());
        let mut raw = 0.0;
        for name in NAMES {
            let spent =
                count(server, operation, name, many)? - count(server, operation, name, few)?;
            let each = spent as f64 / ((many - few) * rows) as f64;
            if name == "raw" {
                raw = each;
            }
            print!("   {name} {each:>9.0} ({:.2})", each / raw);
        }
        println!();
    }
    Ok(())
}

fn count(server: &Postgres, operation: Operation, client: &str, turns: usize) -> Result<i64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(std::env::current_exe()?)
        .args(["once", &operation.name(), client, &turns.to_string()])
        .env("BENCH_URL", url(server))
        .output()
        .map_err(|why| format!("valgrind is needed to count instructions: {why}"))?;
    let log = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("callgrind: {log}").into());
    }
    let total = log.lines().find_map(|line| line.split_once("Collected : "));
    let (_, total) = total.ok_or_else(|| format!("callgrind printed no total: {log}"))?;
    Ok(total.trim().parse()?)
}
