use std::fs;

use crate::child::Other;
use crate::child::Use;
use crate::support::Scratch;
use crate::support::answers;
use crate::support::eventually;
use crate::support::kill;
use crate::support::ps;
use crate::support::query;

fn nothing_is_left(scratch: &Scratch, server: u32) {
    eventually("the server has ended", || ps(server, "pid").is_empty());
    eventually("its folder is gone", || scratch.folders().is_empty());
}

#[test]
fn nothing_is_left_after_a_drop() {
    let scratch = Scratch::new();
    let postgres = scratch.builder().start().unwrap();
    let server = scratch.server();
    drop(postgres);
    assert_eq!(ps(server, "pid"), "");
    assert_eq!(scratch.folders(), Vec::<std::path::PathBuf>::new());
}

#[test]
fn nothing_is_left_after_an_exit_without_a_drop() {
    let scratch = Scratch::new();
    let other = Other::run(&scratch, Use::Start, &[]);
    assert!(answers(other.url()));
    let server = scratch.server();
    assert!(other.end("exit").success());
    nothing_is_left(&scratch, server);
}

#[test]
fn nothing_is_left_after_an_abort() {
    let scratch = Scratch::new();
    let other = Other::run(&scratch, Use::Start, &[]);
    let server = scratch.server();
    assert!(!other.end("abort").success());
    nothing_is_left(&scratch, server);
}

#[test]
fn nothing_is_left_after_sigint() {
    let scratch = Scratch::new();
    let other = Other::run(&scratch, Use::Start, &[]);
    let server = scratch.server();
    kill("INT", other.pid());
    assert!(!other.wait().success());
    nothing_is_left(&scratch, server);
}

#[test]
fn nothing_is_left_after_sigkill() {
    let scratch = Scratch::new();
    let other = Other::run(&scratch, Use::Start, &[]);
    let server = scratch.server();
    kill("KILL", other.pid());
    assert!(!other.wait().success());
    nothing_is_left(&scratch, server);
}

#[test]
fn a_start_sweeps_what_a_killed_guard_left_and_leaves_what_is_alive() {
    let scratch = Scratch::new();
    let dead = Other::run(&scratch, Use::Start, &[]);
    let folder = scratch.folders().remove(0);
    let server = scratch.server();
    kill_guard(server);
    kill("KILL", dead.pid());
    dead.wait();
    assert!(
        !ps(server, "pid").is_empty() && folder.exists(),
        "nobody was left to stop the server"
    );

    let first = scratch.builder().start().unwrap();
    assert!(ps(server, "pid").is_empty());
    assert!(!folder.exists());

    let second = scratch.builder().start().unwrap();
    assert!(answers(first.url()) && answers(second.url()));
    assert_eq!(scratch.folders().len(), 2);
}

#[test]
fn a_kept_folder_whose_guard_was_killed_is_opened_again() {
    let scratch = Scratch::new();
    let data = scratch.path().join("kept");
    let dead = Other::run(
        &scratch,
        Use::Start,
        &[("ORM_EMBEDDED_IT_DATA", data.to_str().unwrap())],
    );
    query(dead.url(), "create table t as select 42 as n").unwrap();
    let server = scratch.server();
    kill_guard(server);
    kill("KILL", dead.pid());
    dead.wait();
    let next = scratch.builder().data_dir(&data).start().unwrap();
    assert!(ps(server, "pid").is_empty());
    assert_eq!(query(next.url(), "select n from t").unwrap(), "42");
}

#[test]
fn a_sweep_leaves_a_server_whose_guard_was_killed_but_not_its_owner() {
    let scratch = Scratch::new();
    let postgres = scratch.builder().start().unwrap();
    let server = scratch.server();
    kill_guard(server);
    let second = scratch.builder().start().unwrap();
    assert!(answers(postgres.url()));
    drop((postgres, second));
    nothing_is_left(&scratch, server);
}

#[test]
fn a_sweep_leaves_a_folder_that_is_being_made_and_names_of_others() {
    let scratch = Scratch::new();
    let me = ps(std::process::id(), "uid");
    let young = scratch.temp().join(format!("orm-pg-{me}-1-abcd"));
    let other = scratch.temp().join("orm-pg-x");
    for dir in [&young, &other] {
        fs::create_dir(dir).unwrap();
    }
    drop(scratch.builder().start().unwrap());
    assert!(young.exists() && other.exists());
}

/// Kills all that watches over a server: the shell, and its child that waits for the end of the FIFO.
fn kill_guard(server: u32) {
    let guard = ps(server, "ppid").parse().unwrap();
    for pid in children(guard)
        .into_iter()
        .filter(|pid| *pid != server)
        .chain([guard])
    {
        kill("KILL", pid);
    }
}

fn children(pid: u32) -> Vec<u32> {
    let output = std::process::Command::new("ps")
        .args(["-eo", "ppid=,pid="])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let pairs = text.lines().filter_map(|line| line.trim().split_once(' '));
    pairs
        .filter(|(parent, _)| *parent == pid.to_string())
        .map(|(_, child)| child.trim().parse().unwrap())
        .collect()
}
