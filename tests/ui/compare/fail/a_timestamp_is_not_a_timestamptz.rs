// law 56: a time on a wall clock is not a point in time
#![allow(dead_code)]
use orm::prelude::*;

#[derive(Table)]
struct Meeting {
    #[column(primary_key, identity)]
    id: i32,
    planned: orm::types::chrono::NaiveDateTime,
    held: DateTime<Utc>,
}

fn main() {
    let _ = from(Meeting).filter(Meeting.planned.lt(Meeting.held));
}
