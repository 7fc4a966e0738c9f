use std::fs;

use crate::child::Other;
use crate::child::Use;
use crate::support::Scratch;

#[test]
fn without_a_server_the_ways_out_are_named() {
    let scratch = Scratch::new();
    let variables = [
        ("ORM_EMBEDDED_VERSION", "99"),
        ("ORM_EMBEDDED_FETCH", "never"),
    ];
    let other = Other::run(&scratch, Use::Start, &variables);
    for way in [
        "no PostgreSQL 99",
        "DATABASE_URL",
        "PG_BIN",
        "apt-get install postgresql",
        "brew install postgresql@17",
    ] {
        assert!(other.error().contains(way), "{}", other.error());
    }
    assert!(
        other
            .error()
            .ends_with("ORM_EMBEDDED_FETCH forbids to fetch one")
    );
}

#[test]
fn pg_bin_without_a_server_is_named() {
    let scratch = Scratch::new();
    let other = Other::run(&scratch, Use::Start, &[("PG_BIN", "/usr/nowhere")]);
    assert!(
        other
            .error()
            .starts_with("PG_BIN is \"/usr/nowhere\", which does not hold `initdb` and `postgres`")
    );
}

#[test]
fn binaries_of_another_version_than_asked_for_are_refused() {
    let scratch = Scratch::new();
    let bin = scratch
        .builder()
        .start()
        .unwrap()
        .bin_dir()
        .unwrap()
        .to_owned();
    let error = scratch
        .builder()
        .bin_dir(bin)
        .version(9)
        .start()
        .unwrap_err();
    assert!(
        error.to_string().ends_with("while version 9 is asked for"),
        "{error}"
    );
    assert!(!error.is_not_found());
}

#[test]
fn a_version_that_is_no_number_is_refused() {
    let scratch = Scratch::new();
    let other = Other::run(&scratch, Use::Start, &[("ORM_EMBEDDED_VERSION", "new")]);
    assert_eq!(
        other.error(),
        "ORM_EMBEDDED_VERSION is \"new\": it must be a major version, such as 17"
    );
}

#[test]
fn a_data_folder_of_another_version_is_refused() {
    let scratch = Scratch::new();
    let data = scratch.path().join("data");
    fs::create_dir(&data).unwrap();
    fs::write(data.join("PG_VERSION"), "9\n").unwrap();
    let bin = scratch
        .builder()
        .start()
        .unwrap()
        .bin_dir()
        .unwrap()
        .to_owned();
    for builder in [
        scratch.builder().bin_dir(bin),
        scratch.builder().version(15),
    ] {
        let error = builder.data_dir(&data).start().unwrap_err().to_string();
        assert!(
            error.contains("was made by PostgreSQL 9 and cannot be opened by"),
            "{error}"
        );
    }
}

#[test]
fn a_folder_with_other_files_is_not_taken_for_data() {
    let scratch = Scratch::new();
    let data = scratch.path().join("data");
    fs::create_dir(&data).unwrap();
    fs::write(data.join("thesis.txt"), "years of work").unwrap();
    let error = scratch
        .builder()
        .data_dir(&data)
        .start()
        .unwrap_err()
        .to_string();
    assert!(error.contains("holds other files"), "{error}");
    assert_eq!(fs::read_dir(&data).unwrap().count(), 1);
}

#[test]
fn a_tmpdir_that_does_not_exist_is_named() {
    let scratch = Scratch::new();
    let other = Other::run(&scratch, Use::Start, &[("TMPDIR", "/nowhere/at/all")]);
    assert!(
        other
            .error()
            .starts_with("making a folder in \"/nowhere/at/all\" (set TMPDIR"),
        "{}",
        other.error()
    );
}

#[test]
fn a_temporary_folder_too_long_for_a_socket_is_refused_when_asked_for_by_name() {
    let scratch = Scratch::new();
    let long = scratch.temp().join("x".repeat(80));
    fs::create_dir(&long).unwrap();
    let error = scratch
        .builder()
        .temp_dir(&long)
        .start()
        .unwrap_err()
        .to_string();
    assert!(error.contains("its path must be short"), "{error}");
}

#[test]
fn a_failed_start_shows_the_end_of_the_log_and_leaves_nothing() {
    let scratch = Scratch::new();
    let error = scratch
        .builder()
        .config("shared_buffers", "plenty")
        .start()
        .unwrap_err();
    assert!(
        error
            .log()
            .unwrap()
            .contains("invalid value for parameter \"shared_buffers\": \"plenty\""),
        "{error}"
    );
    assert!(
        error
            .to_string()
            .starts_with("starting postgres failed, and it wrote:\n")
    );
    assert!(scratch.folders().is_empty());
}

#[test]
fn a_parameter_that_would_open_the_server_is_refused() {
    let scratch = Scratch::new();
    let error = scratch
        .builder()
        .config("listen_addresses", "*")
        .start()
        .unwrap_err()
        .to_string();
    assert_eq!(
        error,
        "the parameter \"listen_addresses\" cannot be set: a private server depends on it"
    );
}

#[test]
fn a_cache_that_others_can_write_is_refused() {
    let scratch = Scratch::new();
    let error = scratch
        .builder()
        .cache_dir(scratch.temp())
        .start()
        .unwrap_err();
    assert!(
        format!("{error:?}").contains("it is not ours alone to write"),
        "{error:?}"
    );
}

#[test]
fn an_error_is_one_word_wide() {
    assert_eq!(size_of::<orm_embedded::Error>(), size_of::<usize>());
}
