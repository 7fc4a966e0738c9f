//! What is measured, and the server and tables that it is measured on.

use orm_embedded::Port;
use orm_embedded::Postgres;

use crate::Result;

/// One piece of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// A row by primary key.
    Point,
    /// 10,000 rows of three columns.
    Rows,
    /// 10,000 rows of a join.
    Join,
    /// An insert of so many rows in one call.
    Insert(usize),
}

impl Operation {
    /// All of them, with how often each is done in one measurement.
    pub const ALL: [(Self, usize); 9] = [
        (Self::Point, 2000),
        (Self::Rows, 30),
        (Self::Join, 30),
        (Self::Insert(1), 1000),
        (Self::Insert(10), 300),
        (Self::Insert(25), 200),
        (Self::Insert(100), 100),
        (Self::Insert(1000), 20),
        (Self::Insert(10_000), 4),
    ];

    /// Its name, as `once` takes it.
    pub fn name(self) -> String {
        match self {
            Self::Point => "point".into(),
            Self::Rows => "rows".into(),
            Self::Join => "join".into(),
            Self::Insert(rows) => format!("insert-{rows}"),
        }
    }

    /// The operation of that name.
    pub fn named(name: &str) -> Result<Self> {
        Ok(match name.split_once('-') {
            None if name == "point" => Self::Point,
            None if name == "rows" => Self::Rows,
            None if name == "join" => Self::Join,
            Some(("insert", rows)) => Self::Insert(rows.parse()?),
            _ => return Err(format!("unknown operation {name}").into()),
        })
    }
}

const TABLES: &str = "
    create table users (id int4 primary key, name text not null, score int8 not null);
    create table posts (id int4 primary key, author_id int4 not null, title text not null);
    create table events (id int4 generated always as identity, name text not null, kind text not null,
        amount int8 not null, at timestamptz not null);
    insert into users select n, 'user number ' || n, n * 7 from generate_series(1, 10000) n;
    insert into posts select n, n, 'title of post ' || n from generate_series(1, 10000) n;
    create index on posts (author_id);
    analyze;";

/// A private server over loopback TCP with the tables.
pub async fn server() -> Result<Postgres> {
    let server = Postgres::builder()
        .ignore_env()
        .tcp_port(Port::Free)
        .start()?;
    let (client, connection) = tokio_postgres::connect(url(&server), tokio_postgres::NoTls).await?;
    tokio::spawn(connection);
    client.batch_execute(TABLES).await?;
    Ok(server)
}

/// Where the server is, over TCP.
pub fn url(server: &Postgres) -> &str {
    server.tcp_url().unwrap_or_else(|| server.url())
}
