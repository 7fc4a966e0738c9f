use crate::child::Other;
use crate::child::Use;
use crate::support::Scratch;
use crate::support::answers;

#[test]
fn database_url_wins_and_nothing_is_started() {
    let scratch = Scratch::new();
    for which in [Use::Start, Use::Shared] {
        let url = "postgresql://me@db.test/app";
        let other = Other::run(&scratch, which, &[("DATABASE_URL", url)]);
        assert_eq!(other.url(), url);
    }
    assert!(scratch.folders().is_empty());
}

#[test]
fn an_empty_database_url_counts_as_unset() {
    let scratch = Scratch::new();
    let other = Other::run(&scratch, Use::Start, &[("DATABASE_URL", "")]);
    assert!(answers(other.url()));
}

#[test]
fn a_tmpdir_too_long_for_a_socket_is_passed_over() {
    let scratch = Scratch::new();
    let long = scratch.temp().join("x".repeat(80));
    std::fs::create_dir(&long).unwrap();
    let other = Other::run(&scratch, Use::Start, &[("TMPDIR", long.to_str().unwrap())]);
    assert!(answers(other.url()));
    assert!(!other.url().contains("xxxx"));
}

#[test]
fn pg_bin_names_the_binaries() {
    let scratch = Scratch::new();
    let bin = scratch
        .builder()
        .start()
        .unwrap()
        .bin_dir()
        .unwrap()
        .to_owned();
    let other = Other::run(
        &scratch,
        Use::Start,
        &[("PG_BIN", bin.to_str().unwrap()), ("PATH", "/usr/bin:/bin")],
    );
    assert!(answers(other.url()));
}
