use std::thread;
use std::time::Duration;

use crate::child::Other;
use crate::child::Use;
use crate::support::Scratch;
use crate::support::answers;
use crate::support::eventually;
use crate::support::kill;
use crate::support::ps;
use crate::support::query;

#[test]
fn processes_at_once_share_one_server_that_ends_after_the_last() {
    let scratch = Scratch::new();
    let mut others: Vec<Other> = thread::scope(|scope| {
        let starts: Vec<_> = (0..5)
            .map(|_| scope.spawn(|| Other::run(&scratch, Use::Shared, &[])))
            .collect();
        starts
            .into_iter()
            .map(|start| start.join().unwrap())
            .collect()
    });
    let url = others[0].url().to_owned();
    assert!(others.iter().all(|other| other.url() == url));
    let server = scratch.server();
    assert_eq!(query(&url, "show max_connections").unwrap(), "300");

    let last = others.pop().unwrap();
    for other in others {
        kill("KILL", other.pid());
        other.wait();
    }
    thread::sleep(Duration::from_secs(3));
    assert!(answers(&url), "one of its users is still alive");
    last.end("abort");
    eventually("the server has ended", || ps(server, "pid").is_empty());
    eventually("its folder is gone", || scratch.folders().is_empty());
}

#[test]
fn a_process_that_comes_soon_finds_the_same_server_and_one_that_comes_late_another() {
    let scratch = Scratch::new();
    let first = Other::run(&scratch, Use::Shared, &[]);
    let url = first.url().to_owned();
    first.end("drop");
    let second = Other::run(&scratch, Use::Shared, &[]);
    assert_eq!(second.url(), url);
    second.end("drop");
    eventually("its folder is gone", || scratch.folders().is_empty());
    let third = Other::run(&scratch, Use::Shared, &[]);
    assert_ne!(third.url(), url);
    assert!(answers(third.url()));
}

#[test]
fn a_shared_server_that_died_is_replaced() {
    let scratch = Scratch::new();
    let first = Other::run(&scratch, Use::Shared, &[]);
    // Not KILL: that would leave its shared memory behind.
    kill("QUIT", scratch.server());
    eventually("the server has ended", || !answers(first.url()));
    let folder = scratch.folders().remove(0);
    eventually("its guard has noticed", || folder.join("ended").exists());
    let second = Other::run(&scratch, Use::Shared, &[]);
    assert_ne!(second.url(), first.url());
    assert!(answers(second.url()));
}

#[test]
fn processes_that_come_and_go_never_meet_a_server_that_is_closing() {
    let scratch = Scratch::new();
    thread::scope(|scope| {
        for lane in 0..3_u64 {
            let scratch = &scratch;
            scope.spawn(move || {
                for turn in 0..4_u64 {
                    // Around the two seconds after which the guard closes the door.
                    thread::sleep(Duration::from_millis(1900 + 40 * lane + 15 * turn));
                    let other = Other::run(scratch, Use::Shared, &[]);
                    assert!(answers(other.url()));
                    thread::sleep(Duration::from_millis(50));
                    assert!(answers(other.url()));
                    other.end("drop");
                }
            });
        }
    });
    eventually("all folders are gone", || scratch.folders().is_empty());
}
