//! deadpool-postgres with `prepare_cached`: what a careful user writes by hand.

use deadpool_postgres::Manager;
use deadpool_postgres::ManagerConfig;
use deadpool_postgres::Pool;
use deadpool_postgres::RecyclingMethod;
use tokio_postgres::NoTls;

use crate::Result;
use crate::operation::Operation;
use crate::raw;
use crate::typed::events;

/// A pool.
pub struct Deadpool {
    pool: Pool,
}

impl Deadpool {
    pub fn connect(url: &str) -> Result<Self> {
        let config = ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        };
        let manager = Manager::from_config(url.parse()?, NoTls, config);
        Ok(Self {
            pool: Pool::builder(manager).max_size(8).build()?,
        })
    }

    pub async fn once(&self, operation: Operation, id: i32) -> Result<usize> {
        let client = self.pool.get().await?;
        match operation {
            Operation::Point => {
                let statement = client.prepare_cached(raw::POINT).await?;
                let row = client.query_one(&statement, &[&id]).await?;
                let user: (i32, String, i64) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
                Ok(user.1.len())
            }
            Operation::Rows => {
                raw::users(&client, &client.prepare_cached(raw::ROWS).await?, &[]).await
            }
            Operation::Join => raw::titles(&client, &client.prepare_cached(raw::JOIN).await?).await,
            Operation::Insert(count) => {
                let rows = events(count);
                let statement = client.prepare_cached(&raw::insert(count)).await?;
                Ok(usize::try_from(
                    client.execute(&statement, &raw::parameters(&rows)).await?,
                )?)
            }
        }
    }
}
