//! A compile-time PostgreSQL ORM.
