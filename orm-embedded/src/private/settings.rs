//! The parameters of a server, and its host-based authentication.

use std::path::Path;

use crate::builder::Durability;
use crate::error::Error;
use crate::private::plan::Plan;
use crate::private::plan::Sharing;

/// What this crate needs to set itself, so that it finds the server and keeps it private.
const OURS: [&str; 5] = [
    "data_directory",
    "hba_file",
    "listen_addresses",
    "port",
    "unix_socket_directories",
];

/// Checks the parameters that the user set.
pub(crate) fn check(config: &[(String, String)]) -> Result<(), Error> {
    for (key, _) in config {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
        if key.is_empty() || !key.chars().all(plain) {
            return Err(Error::setting(format!(
                "{key:?} is no name of a parameter of PostgreSQL"
            )));
        }
        if OURS.contains(&key.to_ascii_lowercase().as_str()) {
            return Err(Error::setting(format!(
                "the parameter {key:?} cannot be set: a private server depends on it"
            )));
        }
    }
    Ok(())
}

/// Returns the parameters of a server in `folder`, as `key=value`; of equal keys the last one counts.
pub(crate) fn render(plan: &Plan, folder: &Path, port: u16) -> Vec<String> {
    let connections = match plan.sharing {
        Sharing::Alone => 100,
        Sharing::Shared => 300,
    };
    let mut settings = vec![
        format!("max_connections={connections}"),
        "shared_buffers=64MB".into(),
    ];
    match plan.durability {
        Durability::ThrowAway => settings.extend(
            [
                "fsync=off",
                "synchronous_commit=off",
                "full_page_writes=off",
                "max_wal_size=256MB",
            ]
            .map(str::to_owned),
        ),
        Durability::Durable => {}
    }
    settings.extend(
        plan.config
            .iter()
            .map(|(key, value)| format!("{key}={value}")),
    );
    settings.push(format!("unix_socket_directories={}", folder.display()));
    settings.push(format!("hba_file={}", folder.join("hba").display()));
    settings.push(format!(
        "listen_addresses={}",
        plan.tcp_port.map_or("", |_| "127.0.0.1")
    ));
    settings.push(format!("port={port}"));
    settings
}

/// Who may connect: through the socket, whoever can enter its folder; through TCP, who knows the password.
pub(crate) const HBA: &str =
    "local all all trust\nlocal replication all trust\nhost all all 127.0.0.1/32 scram-sha-256\n";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_that_the_crate_sets_is_refused() {
        let one = |key: &str| check(&[(key.to_owned(), "1".to_owned())]);
        assert!(one("work_mem").is_ok());
        assert!(one("my.setting").is_ok());
        assert_eq!(
            one("PORT").unwrap_err().to_string(),
            "the parameter \"PORT\" cannot be set: a private server depends on it"
        );
        assert!(one("a b").is_err());
        assert!(one("").is_err());
    }
}
