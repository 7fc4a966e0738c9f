//! The types of extensions, on a server that has them: `postgis` and `vector`.
//!
//! `.ci/run` brings such servers and runs these with the feature `extension-tests`.

mod embedding;
mod spatial;
#[path = "../types/support.rs"]
mod support;
