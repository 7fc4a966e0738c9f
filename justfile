# Everything that the gate checks.
ci:
    .ci/run

# Formatting, lints, docs.
check:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets --all-features -- -D warnings
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --all-features

# All tests. They start a server of their own unless DATABASE_URL is set.
test:
    cargo test --workspace

# SQL text alone; needs no server.
sql:
    cargo test --test it sql::

# On a real server.
db:
    cargo test --test it db::

# What must not compile.
ui:
    cargo test --test ui

# Accepts new messages and snapshots, and makes docs/errors.md anew.
bless:
    TRYBUILD=overwrite cargo test --test ui
    ORM_BLESS=1 cargo test --test it docs::
    INSTA_UPDATE=always cargo test --workspace

# Times against the driver; instructions; compile time.
bench:
    cargo run --release --manifest-path benches/Cargo.toml -- all
