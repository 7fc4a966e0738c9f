use std::fs;
use std::path::PathBuf;
use std::thread;

use orm_embedded::Builder;

use crate::support::Scratch;
use crate::support::answers;

fn builder(scratch: &Scratch) -> Builder {
    scratch.builder().cache_dir(scratch.cache())
}

fn templates(scratch: &Scratch) -> Vec<PathBuf> {
    fs::read_dir(scratch.cache().join("template"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect()
}

#[test]
fn first_starts_at_once_leave_one_whole_template() {
    let scratch = Scratch::new();
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| assert!(answers(builder(&scratch).start().unwrap().url())));
        }
    });
    let templates = templates(&scratch);
    assert_eq!(templates.len(), 1);
    assert!(templates[0].join("tally").is_file() && templates[0].join("data/PG_VERSION").is_file());
}

#[test]
fn a_template_that_is_not_whole_is_made_again() {
    let scratch = Scratch::new();
    drop(builder(&scratch).start().unwrap());
    let lost = templates(&scratch)[0].join("data/postgresql.conf");
    fs::remove_file(&lost).unwrap();
    assert!(answers(builder(&scratch).start().unwrap().url()));
    assert!(lost.exists());
    assert_eq!(templates(&scratch).len(), 1);
}

#[test]
fn a_template_that_no_server_starts_on_is_made_again() {
    let scratch = Scratch::new();
    drop(builder(&scratch).start().unwrap());
    let control = templates(&scratch)[0].join("data/global/pg_control");
    let zeros = vec![0; fs::read(&control).unwrap().len()];
    fs::write(&control, &zeros).unwrap();
    assert!(answers(builder(&scratch).start().unwrap().url()));
    assert_ne!(fs::read(&control).unwrap(), zeros);
}

#[test]
fn templates_of_an_older_format_are_removed() {
    let scratch = Scratch::new();
    drop(builder(&scratch).start().unwrap());
    let whole = templates(&scratch).remove(0);
    let name = whole.file_name().unwrap().to_str().unwrap();
    let older = whole.with_file_name(format!("{}-0", name.rsplit_once('-').unwrap().0));
    fs::rename(&whole, &older).unwrap();
    drop(builder(&scratch).start().unwrap());
    assert_eq!(templates(&scratch), [whole]);
}
