//! What the project promises, as laws. `sql` needs no server; `db` runs on a real one.

mod support;

mod db;
mod docs;
mod sql;
