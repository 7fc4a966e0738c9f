//! The laws of `orm-embedded`, tried with real servers and real processes.
#![cfg(unix)]

// `cfg(test)` is always true here: it tells clippy that their functions may `unwrap` as tests do.
#[cfg(test)]
mod child;
#[cfg(test)]
mod clean_up;
#[cfg(test)]
mod support;
#[cfg(test)]
mod template;

mod environment;
mod errors;
mod options;
mod shared;
mod start;
