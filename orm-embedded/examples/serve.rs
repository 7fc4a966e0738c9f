//! Starts a server, prints its URL, and stops it at Enter, at the end of the input, or however else it ends.
//!
//! `cargo run -p orm-embedded --example serve`

use std::io;

use orm_embedded::Error;
use orm_embedded::Postgres;

#[expect(clippy::print_stdout, reason = "the URL is what this program is for")]
fn main() -> Result<(), Error> {
    let postgres = Postgres::start()?;
    println!("{}", postgres.url());
    eprintln!("Enter stops it.");
    // An input that cannot be read has ended.
    let _ = io::stdin().read_line(&mut String::new());
    Ok(())
}
