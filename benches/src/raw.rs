//! Raw tokio-postgres: prepared once, binary, decoded from the row stream. This is the limit.

use std::pin::pin;

use futures_util::TryStreamExt;
use tokio_postgres::Client;
use tokio_postgres::NoTls;
use tokio_postgres::Statement;
use tokio_postgres::types::ToSql;

use crate::Result;
use crate::operation::Operation;
use crate::typed::NewEvent;
use crate::typed::events;

/// A connection with its statements.
pub struct Raw {
    client: Client,
    point: Statement,
    rows: Statement,
    join: Statement,
    inserts: Vec<(usize, Statement)>,
}

pub const POINT: &str = "select id, name, score from users where id = $1";
pub const ROWS: &str = "select id, name, score from users";
pub const JOIN: &str = "select u.id, u.name, p.title from users u join posts p on p.author_id = u.id where u.score > $1 order by p.id";

/// `insert .. values` of so many rows, as far as 65,535 parameters go.
pub fn insert(rows: usize) -> String {
    let rows: Vec<String> = (0..rows)
        .map(|row| {
            format!(
                "(${}, ${}, ${}, ${})",
                row * 4 + 1,
                row * 4 + 2,
                row * 4 + 3,
                row * 4 + 4
            )
        })
        .collect();
    format!(
        "insert into events (name, kind, amount, at) values {}",
        rows.join(", ")
    )
}

impl Raw {
    pub async fn connect(url: &str) -> Result<Self> {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
        tokio::spawn(connection);
        let mut inserts = Vec::new();
        for (operation, _) in Operation::ALL {
            if let Operation::Insert(rows) = operation {
                inserts.push((rows, client.prepare(&insert(rows)).await?));
            }
        }
        Ok(Self {
            point: client.prepare(POINT).await?,
            rows: client.prepare(ROWS).await?,
            join: client.prepare(JOIN).await?,
            inserts,
            client,
        })
    }

    pub async fn once(&self, operation: Operation, id: i32) -> Result<usize> {
        match operation {
            Operation::Point => {
                let row = self.client.query_one(&self.point, &[&id]).await?;
                let user: (i32, String, i64) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
                Ok(user.1.len())
            }
            Operation::Rows => users(&self.client, &self.rows, &[]).await,
            Operation::Join => titles(&self.client, &self.join).await,
            Operation::Insert(count) => {
                let rows = events(count);
                let statement = self.inserts.iter().find(|(rows, _)| *rows == count);
                let (_, statement) = statement.ok_or("no such insert")?;
                Ok(usize::try_from(
                    self.client.execute(statement, &parameters(&rows)).await?,
                )?)
            }
        }
    }
}

pub fn parameters(rows: &[NewEvent]) -> Vec<&(dyn ToSql + Sync)> {
    rows.iter()
        .flat_map(|row| {
            [
                &row.name as &(dyn ToSql + Sync),
                &row.kind,
                &row.amount,
                &row.at,
            ]
        })
        .collect()
}

pub async fn users(
    client: &Client,
    statement: &Statement,
    parameters: &[&(dyn ToSql + Sync)],
) -> Result<usize> {
    let rows = client
        .query_raw(statement, parameters.iter().copied())
        .await?;
    let mut rows = pin!(rows);
    let mut users: Vec<(i32, String, i64)> = Vec::new();
    while let Some(row) = rows.try_next().await? {
        users.push((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?));
    }
    Ok(users.len())
}

pub async fn titles(client: &Client, statement: &Statement) -> Result<usize> {
    let rows = client
        .query_raw(statement, [&0_i64 as &(dyn ToSql + Sync)])
        .await?;
    let mut rows = pin!(rows);
    let mut titles: Vec<(i32, String, String)> = Vec::new();
    while let Some(row) = rows.try_next().await? {
        titles.push((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?));
    }
    Ok(titles.len())
}
