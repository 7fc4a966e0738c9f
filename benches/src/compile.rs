//! `cargo check` of generated crates: tables of 12 columns, dependencies built.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;
use std::time::Instant;

use crate::Result;

/// Prints a row a size: a check of the crate alone, and a check after one added column.
pub fn report() -> Result<()> {
    println!("cargo check of a crate of tables of 12 columns, dependencies built; medians of 5");
    for tables in [50, 200] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("target/generated")
            .join(tables.to_string());
        write(&folder, tables, false)?;
        check(&folder)?;
        let alone = median(|_| write(&folder, tables, false), &folder)?;
        let added = median(|round| write(&folder, tables, round % 2 == 0), &folder)?;
        println!("{tables:>4} tables: {alone:>8.2?}; after one added column {added:>8.2?}");
    }
    Ok(())
}

fn median(change: impl Fn(usize) -> Result<()>, folder: &Path) -> Result<Duration> {
    let mut times = Vec::new();
    for round in 0..5 {
        change(round)?;
        let start = Instant::now();
        check(folder)?;
        times.push(start.elapsed());
    }
    times.sort();
    Ok(times[2])
}

fn check(folder: &Path) -> Result<()> {
    let output = Command::new("cargo")
        .args(["check", "--quiet"])
        .current_dir(folder)
        .output()?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("cargo check: {}", String::from_utf8_lossy(&output.stderr)).into())
}

/// Writes the crate. A later time stamp on its file is what makes cargo check it again.
fn write(folder: &Path, tables: usize, added: bool) -> Result<()> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()?;
    fs::create_dir_all(folder.join("src"))?;
    let manifest = format!(
        "[package]\nname = \"generated\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\norm = {{ path = {:?} }}\n",
        root.display().to_string()
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    let mut source = String::from("use orm::prelude::*;\n");
    for table in 0..tables {
        let extra = if added && table == 0 {
            "    pub added: Option<String>,\n"
        } else {
            ""
        };
        write!(
            source,
            "\n#[derive(Table, Debug, Clone)]\n#[table(name = \"t{table}\")]\npub struct T{table} {{\n    #[column(primary_key, identity)]\n    pub id: i64,\n    pub name: String,\n    #[column(unique)]\n    pub email: String,\n    pub bio: Option<String>,\n    pub age: i32,\n    pub score: Option<f64>,\n    #[column(default = false)]\n    pub active: bool,\n    #[column(index)]\n    pub kind: String,\n    pub parent_id: Option<i64>,\n    pub amount: i64,\n    #[column(default = now())]\n    pub created_at: DateTime<Utc>,\n    pub updated_at: Option<DateTime<Utc>>,\n{extra}}}\n"
        )?;
    }
    fs::write(folder.join("src/lib.rs"), source)?;
    Ok(())
}
