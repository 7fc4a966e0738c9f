//! A connection string: what libpq knows and the driver does not.

use std::borrow::Cow;
use std::path::Path;
use std::path::PathBuf;

use tokio_postgres::Config;
use tokio_postgres::config::Host;

use crate::error::Error;

/// A connection string, read.
#[derive(Debug)]
pub(crate) struct Url {
    pub(crate) config: Config,
    pub(crate) trust: Trust,
    pub(crate) files: Files,
}

/// Whom an encrypted connection trusts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trust {
    /// The host's own certificate alone: `require`, `verify-ca`, `verify-full`.
    Host,
    /// Anybody: `prefer`, under which nothing is promised, and `no-verify`.
    Anybody,
}

/// Certificates that the string names.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Files {
    /// `sslrootcert`: whom to trust instead of the system's roots.
    pub(crate) roots: Option<PathBuf>,
    /// `sslcert`: who we are.
    pub(crate) certificate: Option<PathBuf>,
    /// `sslkey`: the proof of it.
    pub(crate) key: Option<PathBuf>,
}

impl Url {
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        if text.trim().is_empty() {
            return Err(Error::config("malformed connection string: it is empty"));
        }
        let mut ssl = Ssl::default();
        let rest = match text.starts_with("postgres://") || text.starts_with("postgresql://") {
            true => ssl.take_from_url(text)?,
            false => ssl.take_from_pairs(text)?,
        };
        let mut config: Config = rest.parse().map_err(Error::url)?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            config.host(default_host());
        }
        Ok(Self {
            config,
            trust: ssl.trust.unwrap_or(Trust::Anybody),
            files: ssl.files,
        })
    }
}

/// Where libpq looks without a host: the folder of the server's socket, or this machine.
fn default_host() -> &'static str {
    let folders = ["/var/run/postgresql", "/tmp"];
    let with_socket = folders
        .into_iter()
        .find(|folder| Path::new(folder).join(".s.PGSQL.5432").exists());
    with_socket.unwrap_or("localhost")
}

/// Names the place that a configuration connects to, without the password.
pub(crate) fn target(config: &Config) -> String {
    let hosts = config.get_hosts().iter().enumerate().map(|(index, host)| {
        let ports = config.get_ports();
        let port = ports.get(index).or(ports.first()).copied().unwrap_or(5432);
        match host {
            Host::Tcp(name) => format!("{name}:{port}"),
            #[cfg(unix)]
            Host::Unix(folder) => format!("{}/.s.PGSQL.{port}", folder.display()),
        }
    });
    let mut target = hosts.collect::<Vec<_>>().join(", ");
    if target.is_empty() {
        target = config
            .get_hostaddrs()
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", ");
    }
    if let Some(database) = config.get_dbname() {
        target = format!("database \"{database}\" at {target}");
    }
    if let Some(user) = config.get_user() {
        target = format!("{target} as \"{user}\"");
    }
    target
}

#[derive(Default)]
struct Ssl {
    trust: Option<Trust>,
    files: Files,
}

impl Ssl {
    /// Takes what the driver does not know out of `postgres://..?key=value&..`.
    fn take_from_url(&mut self, text: &str) -> Result<String, Error> {
        let Some((place, query)) = text.split_once('?') else {
            return Ok(text.to_owned());
        };
        let mut kept = Vec::new();
        for pair in query.split('&') {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            match self.take(key, &decode(value)?)? {
                Taken::Whole => {}
                Taken::As(mode) => kept.push(Cow::Owned(format!("{key}={mode}"))),
                Taken::Not => kept.push(Cow::Borrowed(pair)),
            }
        }
        match kept.is_empty() {
            true => Ok(place.to_owned()),
            false => Ok(format!("{place}?{}", kept.join("&"))),
        }
    }

    /// Takes what the driver does not know out of `key=value key='value'`.
    fn take_from_pairs(&mut self, text: &str) -> Result<String, Error> {
        let mut kept = String::new();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let Some((key, after)) = rest.split_once('=') else {
                // The driver says what is wrong with it.
                kept.push_str(rest);
                break;
            };
            let after = after.trim_start();
            let end = value_end(after);
            match self.take(key.trim_end(), &unquote(&after[..end]))? {
                Taken::Whole => {}
                Taken::As(mode) => kept.push_str(&format!("{key}={mode} ")),
                Taken::Not => kept.push_str(&format!("{key}={} ", &after[..end])),
            }
            rest = after[end..].trim_start();
        }
        Ok(kept)
    }

    fn take(&mut self, key: &str, value: &str) -> Result<Taken, Error> {
        let file = match value {
            "" | "system" => None,
            path => Some(PathBuf::from(path)),
        };
        match key {
            "sslmode" => {
                let (mode, trust) = mode(value)?;
                self.trust = Some(trust);
                return Ok(Taken::As(mode));
            }
            "sslrootcert" => self.files.roots = file,
            "sslcert" => self.files.certificate = file,
            "sslkey" => self.files.key = file,
            _ => return Ok(Taken::Not),
        }
        Ok(Taken::Whole)
    }
}

enum Taken {
    Whole,
    As(&'static str),
    Not,
}

fn mode(value: &str) -> Result<(&'static str, Trust), Error> {
    Ok(match value {
        "disable" => ("disable", Trust::Anybody),
        "allow" | "prefer" => ("prefer", Trust::Anybody),
        "no-verify" => ("require", Trust::Anybody),
        "require" | "verify-ca" | "verify-full" => ("require", Trust::Host),
        other => {
            return Err(Error::config(format!(
                "malformed connection string: sslmode is \"{other}\", wanted disable, prefer, require, verify-full or no-verify"
            )));
        }
    })
}

/// Where a value of the pair form ends: at a blank, or at its closing quote.
fn value_end(text: &str) -> usize {
    let mut escaped = false;
    let quoted = text.starts_with('\'');
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\'' if quoted && at > 0 => return at + 1,
            c if c.is_whitespace() && !quoted => return at,
            _ => {}
        }
    }
    text.len()
}

fn unquote(text: &str) -> String {
    let inner = text
        .strip_prefix('\'')
        .and_then(|text| text.strip_suffix('\''))
        .unwrap_or(text);
    let mut out = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        out.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    out
}

/// Undoes the `%20` of URLs.
fn decode(text: &str) -> Result<String, Error> {
    let malformed =
        || Error::config("malformed connection string: a `%` without two hexadecimal digits");
    let mut out = Vec::new();
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        match byte {
            b'%' => {
                let (high, low) = (digit(bytes.next()), digit(bytes.next()));
                let (Some(high), Some(low)) = (high, low) else {
                    return Err(malformed());
                };
                out.extend(u8::try_from(high * 16 + low));
            }
            byte => out.push(byte),
        }
    }
    String::from_utf8(out).map_err(|_| malformed())
}

#[cfg(test)]
mod tests {
    use tokio_postgres::config::SslMode;

    use super::*;

    #[test]
    fn both_forms_of_a_connection_string_mean_the_same() {
        let url = Url::parse(
            "postgres://ada:x%20y@db/app?sslmode=verify-full&sslrootcert=/a%20b.pem&connect_timeout=3",
        );
        let pairs = Url::parse(
            r"host=db port=5432 user=ada password='x y' dbname = app sslmode=verify-full sslrootcert='/a b.pem' connect_timeout=3",
        );
        let (url, pairs) = (url.unwrap(), pairs.unwrap());
        assert_eq!(url.config, pairs.config);
        assert_eq!(url.config.get_ssl_mode(), SslMode::Require);
        assert_eq!((url.trust, &url.files), (Trust::Host, &pairs.files));
        assert_eq!(url.files.roots.as_deref(), Some(Path::new("/a b.pem")));
    }

    #[test]
    fn a_malformed_string_is_named_and_its_password_is_not() {
        for text in [
            "postgres://ada:secret@db:x/app",
            "postgres://ada:secret@db?nope=1",
            "host=db password=secret port=x",
            "secret",
        ] {
            let error = Url::parse(text).unwrap_err();
            assert!(error.is_config());
            assert!(
                error
                    .to_string()
                    .starts_with("malformed connection string: "),
                "{error}"
            );
            assert!(
                !format!("{error} {error:?}").contains("secret"),
                "{error:?}"
            );
        }
        assert!(Url::parse("postgres://db?sslmode=maybe").is_err());
    }

    #[test]
    fn a_target_names_host_port_database_and_user() {
        let url = Url::parse("postgres://ada:secret@db:6000/app").unwrap();
        assert_eq!(
            target(&url.config),
            "database \"app\" at db:6000 as \"ada\""
        );
    }
}
