//! Builders to exact SQL. No server.
