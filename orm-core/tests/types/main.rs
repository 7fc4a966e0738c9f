//! Every type on a real server, both ways: alone, as NULL, and in an array with a NULL element.

/// What the derives know as the crate `orm`.
mod orm {
    pub(crate) use orm_core::private as __private;
}

mod array;
mod bits;
mod composite;
mod document;
mod domain;
mod enums;
mod geometric;
mod json;
mod money;
mod net;
mod number;
mod range;
mod refusal;
mod support;
mod temporal;
mod text;
mod uuids;
