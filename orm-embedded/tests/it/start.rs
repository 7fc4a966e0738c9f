use std::collections::BTreeSet;
use std::thread;

use crate::support::Scratch;
use crate::support::answers;
use crate::support::ps;
use crate::support::query;

#[test]
fn a_private_server_answers_at_its_url() {
    let scratch = Scratch::new();
    let postgres = scratch.builder().start().unwrap();
    assert!(postgres.is_private());
    assert!(postgres.bin_dir().unwrap().join("initdb").is_file());
    let version = query(postgres.url(), "show server_version_num").unwrap();
    assert_eq!(
        version.parse::<u32>().unwrap() / 10000,
        u32::from(postgres.version().unwrap())
    );
}

#[test]
fn root_runs_the_server_as_another_user() {
    let scratch = Scratch::new();
    let _postgres = scratch.builder().start().unwrap();
    let (ours, server) = (ps(std::process::id(), "uid"), ps(scratch.server(), "uid"));
    assert_ne!(server, "0");
    assert!(
        ours == "0" || ours == server,
        "{ours} started a server as {server}"
    );
}

#[test]
fn starts_at_once_give_as_many_servers() {
    let scratch = Scratch::new();
    let servers: Vec<_> = thread::scope(|scope| {
        let starts: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| scratch.builder().start().unwrap()))
            .collect();
        starts
            .into_iter()
            .map(|start| start.join().unwrap())
            .collect()
    });
    let urls: BTreeSet<&str> = servers.iter().map(|server| server.url()).collect();
    assert_eq!(urls.len(), 4);
    assert!(urls.into_iter().all(answers));
}

#[test]
fn a_database_of_its_own_is_reached_by_its_name() {
    let scratch = Scratch::new();
    let postgres = scratch.builder().start().unwrap();
    let name = postgres.unique_name("shop");
    assert!(name.starts_with(&format!("shop_test_{}_", std::process::id())));
    assert_ne!(name, postgres.unique_name("shop"));
    query(postgres.url(), &format!("create database {name}")).unwrap();
    assert_eq!(
        query(&postgres.url_of(&name), "select current_database()").unwrap(),
        name
    );
}

#[test]
fn a_name_stays_within_63_bytes() {
    let scratch = Scratch::new();
    let postgres = scratch.builder().start().unwrap();
    let name = postgres.unique_name(&"ä".repeat(60));
    assert!(name.len() <= 63 && name.contains("_test_"), "{name}");
}
