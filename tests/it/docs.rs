//! `docs/errors.md` is made from `tests/ui`, and every law there has both of its twins.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

/// The folder of the ui cases.
fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui")
}

/// The laws by topic: names of the files in `fail`, without the ending.
fn laws() -> BTreeMap<String, Vec<String>> {
    let mut laws = BTreeMap::<String, Vec<String>>::new();
    for topic in fs::read_dir(cases()).expect("tests/ui") {
        let topic = topic.expect("a topic").path();
        let name = topic
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let files = fs::read_dir(topic.join("fail")).expect("the folder `fail`");
        let mut names: Vec<String> = files
            .map(|file| file.expect("a file").path())
            .filter(|file| file.extension().is_some_and(|ending| ending == "rs"))
            .map(|file| {
                file.file_stem()
                    .expect("a name")
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        laws.insert(name, names);
    }
    laws
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

/// The law, and the code under it.
fn law(path: &Path) -> (String, String) {
    let text = read(path);
    let (first, code) = text.split_once('\n').expect("a first line");
    let law = first
        .strip_prefix("// law")
        .expect("the law in line 1")
        .trim_start();
    let (number, law) = law
        .split_once(": ")
        .or_else(|| law.split_once(":"))
        .expect("the law in line 1");
    let number = if number.is_empty() {
        String::new()
    } else {
        format!(" ({number})")
    };
    let code = code
        .replace("#![allow(dead_code)]\n", "")
        .replace("use orm::prelude::*;\n", "");
    (format!("{}{number}", law.trim()), code.trim().to_owned())
}

/// The part of each message before rustc's own notes.
fn message(stderr: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for line in stderr.lines() {
        if line.starts_with("error")
            && !line.starts_with("error: aborting")
            && !line.starts_with("error: could not")
        {
            inside = true;
        } else if line.starts_with("note:")
            || line.starts_with("help: the")
            || line.trim_start().starts_with("= help: the trait")
        {
            inside = false;
        }
        if inside && !line.trim_start().starts_with("= note: required") {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.trim_end().to_owned()
}

fn page() -> String {
    let mut out = String::from(
        "# What does not compile\n\nMade from `tests/ui` by `just bless`: each mistake, what the compiler says of it, and the right way.\n",
    );
    for (topic, names) in laws() {
        // Writing to a string cannot fail.
        let _ = write!(out, "\n## {topic}\n");
        for name in names {
            let fail = cases().join(&topic).join("fail").join(format!("{name}.rs"));
            let pass = cases().join(&topic).join("pass").join(format!("{name}.rs"));
            let (law, wrong) = law(&fail);
            let (_, right) = self::law(&pass);
            let said = message(&read(&fail.with_extension("stderr")));
            let mut letters = law.chars();
            let law: String = letters
                .next()
                .into_iter()
                .flat_map(char::to_uppercase)
                .chain(letters)
                .collect();
            let _ = write!(
                out,
                "\n### {law}\n\n```rust,ignore\n{wrong}\n```\n\n```text\n{said}\n```\n\nRight:\n\n```rust,ignore\n{right}\n```\n"
            );
        }
    }
    out
}

/// Compares a file with what it should hold; writes it where that is asked for.
fn up_to_date(path: &str, wanted: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("ORM_BLESS").is_some() {
        fs::write(&file, wanted).expect(path);
    }
    assert!(read(&file) == wanted, "{path} is stale: run `just bless`");
}

#[test]
fn the_page_of_errors_is_up_to_date() {
    up_to_date("docs/errors.md", &page());
}

/// All passing twins as modules of one test, which is much quicker to build than a program each.
#[test]
fn the_list_of_twins_is_up_to_date() {
    let mut list = String::from(
        "//! The passing twins of `tests/ui`, as modules: they must compile. Made by `just bless`.\n#![expect(\n    clippy::allow_attributes_without_reason,\n    reason = \"a case of the manual is the least code\"\n)]\n",
    );
    for (topic, names) in laws() {
        for name in names {
            // Writing to a string cannot fail.
            let _ = write!(
                list,
                "\n#[path = \"ui/{topic}/pass/{name}.rs\"]\nmod {topic}_{name};\n"
            );
        }
    }
    up_to_date("tests/twins_gen.rs", &list);
}

#[test]
fn every_law_has_a_passing_twin() {
    for (topic, names) in laws() {
        for name in names {
            let twin = cases().join(&topic).join("pass").join(format!("{name}.rs"));
            assert!(twin.is_file(), "{} is missing", twin.display());
        }
    }
}

#[test]
fn a_message_is_at_most_15_lines_before_the_notes_of_rustc() {
    for (topic, names) in laws() {
        for name in names {
            let path = cases()
                .join(&topic)
                .join("fail")
                .join(format!("{name}.stderr"));
            let said = read(&path);
            let first = said.split("\nerror").next().unwrap_or_default();
            let lines = first
                .lines()
                .take_while(|line| {
                    !line.starts_with("note:") && !line.trim_start().starts_with("= note: required")
                })
                .count();
            assert!(lines <= 15, "{} has {lines} lines", path.display());
        }
    }
}
