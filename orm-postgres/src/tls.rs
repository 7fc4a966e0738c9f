//! How a connection is encrypted.

#[cfg(feature = "tls")]
mod verify;

use tokio_postgres::CancelToken;
use tokio_postgres::Config;
use tokio_postgres::NoTls;

use crate::error::Error;
use crate::url::Files;
use crate::url::Trust;

/// What encrypts a connection.
#[derive(Clone)]
pub(crate) enum Connector {
    Plain,
    #[cfg(feature = "tls")]
    Rustls(tokio_postgres_rustls::MakeRustlsConnect),
}

impl Connector {
    /// Takes what the connection string asks for.
    pub(crate) fn of(config: &Config, trust: Trust, files: &Files) -> Result<Self, Error> {
        #[cfg(feature = "tls")]
        {
            verify::connector(config, trust, files)
        }
        #[cfg(not(feature = "tls"))]
        {
            let _ = (trust, files);
            match config.get_ssl_mode() {
                tokio_postgres::config::SslMode::Require => Err(Error::config(
                    "the connection string requires TLS, which is the feature `tls` of `orm`",
                )),
                _ => Ok(Self::Plain),
            }
        }
    }

    /// The pool's manager, which connects by it.
    pub(crate) fn manager(self, config: Config) -> deadpool_postgres::Manager {
        let fast = deadpool_postgres::ManagerConfig {
            recycling_method: deadpool_postgres::RecyclingMethod::Fast,
        };
        match self {
            Self::Plain => deadpool_postgres::Manager::from_config(config, NoTls, fast),
            #[cfg(feature = "tls")]
            Self::Rustls(tls) => deadpool_postgres::Manager::from_config(config, tls, fast),
        }
    }

    /// Asks the server to end what a connection runs. Whether it did cannot be known.
    pub(crate) async fn cancel(self, token: CancelToken) {
        let _unknowable = match self {
            Self::Plain => token.cancel_query(NoTls).await,
            #[cfg(feature = "tls")]
            Self::Rustls(tls) => token.cancel_query(tls).await,
        };
    }
}
