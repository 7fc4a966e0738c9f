//! What `Schema::create` leaves in the server's catalog.

mod column;
mod constraint;
mod index;
mod option;
mod types;
