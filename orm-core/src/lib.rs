//! Part of `orm`.
