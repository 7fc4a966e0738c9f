//! `cargo check` of generated crates: a module a table, tables of 12 columns, dependencies built.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use crate::Result;

/// What each struct derives: the table, and the same struct as a plain one to compare with.
const DERIVES: [(&str, bool); 2] = [("Table, Debug, Clone", true), ("Debug, Clone", false)];

/// Prints a row a crate: a check from nothing, and one after a column was added to one table.
pub fn report() -> Result<()> {
    println!(
        "cargo check of tables of 12 columns, a module each, dependencies built; medians of 5"
    );
    for tables in [50, 200] {
        for (derives, table) in DERIVES {
            let generated = Generated::new(tables, derives, table)?;
            // Without incremental data there is nothing to reuse, and nothing is written for later.
            let cold = generated.median("0")?;
            let added = generated.median("1")?;
            println!(
                "{tables:>4} × derive({derives}): from nothing {cold}; after one added column {added}"
            );
        }
    }
    Ok(())
}

/// What a check took.
#[derive(Clone, Copy)]
struct Spent {
    wall: f64,
    user: f64,
    peak: f64,
}

impl std::fmt::Display for Spent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { wall, user, peak } = self;
        write!(f, "{wall:.2} s ({user:.2} s of CPU, {peak:.0} MB)")
    }
}

/// A crate of tables.
struct Generated {
    folder: PathBuf,
    derives: &'static str,
    table: bool,
}

impl Generated {
    fn new(tables: usize, derives: &'static str, table: bool) -> Result<Self> {
        let kind = if table { "tables" } else { "plain" };
        let generated = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/generated");
        let folder = generated.join(format!("{kind}{tables}"));
        fs::create_dir_all(folder.join("src"))?;
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("..")
            .canonicalize()?;
        let root = root.display().to_string();
        let manifest = format!(
            "[package]\nname = \"generated\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\norm = {{ path = {root:?} }}\n"
        );
        fs::write(folder.join("Cargo.toml"), manifest)?;
        let modules = (0..tables).fold(String::new(), |all, table| {
            all + &format!("pub mod t{table};\n")
        });
        fs::write(folder.join("src/lib.rs"), modules)?;
        let new = Self {
            folder,
            derives,
            table,
        };
        (0..tables).try_for_each(|table| new.write(table, false))?;
        Ok(new)
    }

    /// Writes a table. A later time stamp on its file is what makes cargo check the crate again.
    fn write(&self, table: usize, added: bool) -> Result<()> {
        let word = |word: &str| {
            if self.table {
                format!("    #[column({word})]\n")
            } else {
                String::new()
            }
        };
        let mut source = format!("use orm::prelude::*;\n\n#[derive({})]\n", self.derives);
        if self.table {
            writeln!(source, "#[table(name = \"t{table}\")]")?;
        }
        writeln!(source, "pub struct T{table} {{")?;
        for (attribute, field) in [
            ("primary_key, identity", "id: i64"),
            ("", "name: String"),
            ("unique", "email: String"),
            ("", "bio: Option<String>"),
            ("", "age: i32"),
            ("", "score: Option<f64>"),
            ("default = false", "active: bool"),
            ("index", "kind: String"),
            ("", "parent_id: Option<i64>"),
            ("", "amount: i64"),
            ("default = now()", "created_at: DateTime<Utc>"),
            ("", "updated_at: Option<DateTime<Utc>>"),
        ] {
            let attribute = if attribute.is_empty() {
                String::new()
            } else {
                word(attribute)
            };
            write!(source, "{attribute}    pub {field},\n")?;
        }
        source += if added {
            "    pub added: Option<String>,\n}\n"
        } else {
            "}\n"
        };
        fs::write(self.folder.join(format!("src/t{table}.rs")), source)?;
        Ok(())
    }

    /// The median of checks, each after the first table gained or lost a column.
    fn median(&self, incremental: &str) -> Result<Spent> {
        self.check(incremental)?;
        let mut all = Vec::new();
        for round in 0..5 {
            self.write(0, round % 2 == 0)?;
            all.push(self.check(incremental)?);
        }
        let middle = |what: fn(&Spent) -> f64| {
            let mut values: Vec<f64> = all.iter().map(what).collect();
            values.sort_by(f64::total_cmp);
            values[2]
        };
        Ok(Spent {
            wall: middle(|spent| spent.wall),
            user: middle(|spent| spent.user),
            peak: middle(|spent| spent.peak),
        })
    }

    fn check(&self, incremental: &str) -> Result<Spent> {
        let measured = self.folder.join("time.txt");
        let output = Command::new("/usr/bin/time")
            .args(["-f", "%e %U %M", "-o"])
            .arg(&measured)
            .args(["cargo", "check", "--quiet"])
            .env("CARGO_INCREMENTAL", incremental)
            .env_remove("CARGO_TARGET_DIR")
            .current_dir(&self.folder)
            .output()
            .map_err(|why| format!("GNU time is needed to measure memory: {why}"))?;
        if !output.status.success() {
            return Err(format!("cargo check: {}", String::from_utf8_lossy(&output.stderr)).into());
        }
        let text = fs::read_to_string(&measured)?;
        let numbers: Vec<f64> = text.split_whitespace().flat_map(str::parse).collect();
        let [wall, user, kilobytes] = numbers[..] else {
            return Err(format!("GNU time printed {text:?}").into());
        };
        Ok(Spent {
            wall,
            user,
            peak: kilobytes / 1024.0,
        })
    }
}
