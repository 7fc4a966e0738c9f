//! On a real server.

mod aggregate;
mod alias;
mod bulk;
mod compound;
mod conflict;
mod contain;
mod default;
mod delete;
mod executor;
mod find;
mod generic;
mod group;
mod hostile;
mod insert;
mod join;
mod lock;
mod null;
mod operator;
mod raw;
mod row;
mod schema;
mod select;
mod subquery;
mod typed;
mod update;
