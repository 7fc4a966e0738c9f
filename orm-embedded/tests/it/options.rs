use std::fs;

use orm_embedded::Port;

use crate::support::Scratch;
use crate::support::query;

#[test]
fn a_kept_folder_keeps_its_data_and_is_durable() {
    let scratch = Scratch::new();
    let data = scratch.path().join("kept");
    let start = || scratch.builder().data_dir(&data).start().unwrap();
    let first = start();
    assert_eq!(query(first.url(), "show fsync").unwrap(), "on");
    query(first.url(), "create table t as select 42 as n").unwrap();
    drop(first);
    assert!(scratch.folders().is_empty());
    assert!(
        !data.join("postmaster.pid").exists(),
        "it was shut down in order"
    );
    let second = start();
    assert_eq!(query(second.url(), "select n from t").unwrap(), "42");
}

#[test]
fn a_kept_folder_in_use_is_an_error_with_the_server_s_own_words() {
    let scratch = Scratch::new();
    let start = || {
        scratch
            .builder()
            .data_dir(scratch.path().join("kept"))
            .start()
    };
    let first = start().unwrap();
    let error = start().unwrap_err();
    assert!(error.log().unwrap().contains("postmaster.pid"), "{error}");
    assert_eq!(query(first.url(), "select 1").unwrap(), "1");
}

#[test]
fn a_throw_away_server_does_not_wait_for_the_disk_unless_asked() {
    let scratch = Scratch::new();
    let quick = scratch.builder().start().unwrap();
    let durable = scratch.builder().durable().start().unwrap();
    for setting in ["fsync", "synchronous_commit", "full_page_writes"] {
        assert_eq!(
            query(quick.url(), &format!("show {setting}")).unwrap(),
            "off"
        );
        assert_eq!(
            query(durable.url(), &format!("show {setting}")).unwrap(),
            "on"
        );
    }
}

#[test]
fn a_parameter_overrules_what_the_crate_sets() {
    let scratch = Scratch::new();
    let postgres = scratch
        .builder()
        .config("max_connections", "7")
        .config("max_connections", "11")
        .start()
        .unwrap();
    assert_eq!(query(postgres.url(), "show max_connections").unwrap(), "11");
}

#[test]
fn without_a_tcp_port_the_server_listens_on_none() {
    let scratch = Scratch::new();
    let postgres = scratch.builder().start().unwrap();
    assert_eq!(postgres.tcp_url(), None);
    assert_eq!(query(postgres.url(), "show listen_addresses").unwrap(), "");
}

#[test]
fn a_tcp_port_is_on_the_loopback_interface_and_asks_for_a_password() {
    let scratch = Scratch::new();
    let postgres = scratch.builder().tcp_port(Port::Free).start().unwrap();
    let url = postgres.tcp_url().unwrap();
    assert_eq!(query(url, "show listen_addresses").unwrap(), "127.0.0.1");
    assert_eq!(query(postgres.url(), "select 1").unwrap(), "1");
    let (_, address) = url.split_once('@').unwrap();
    assert!(query(&format!("postgresql://postgres@{address}"), "select 1").is_err());
    assert!(
        query(
            &format!("postgresql://postgres:guess@{address}"),
            "select 1"
        )
        .is_err()
    );
}

#[test]
fn the_folder_of_a_server_is_closed_to_others() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::new();
    let _postgres = scratch.builder().start().unwrap();
    let mode = fs::metadata(&scratch.folders()[0])
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o700);
}
