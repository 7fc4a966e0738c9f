//! Connection URLs: a database put into one, and text encoded for one.

/// Returns `url` with its database replaced. Both forms are known: `postgresql://…` and `host=… dbname=…`.
pub(crate) fn with_database(url: &str, database: &str) -> String {
    let Some(scheme_end) = url.find("://").map(|at| at + 3) else {
        // In the key-value form the last of two equal keys wins.
        let quoted = database.replace('\\', "\\\\").replace('\'', "\\'");
        return format!("{url} dbname='{quoted}'");
    };
    let (head, query) = url
        .split_once('?')
        .map_or((url, None), |(head, query)| (head, Some(query)));
    let authority_end = head[scheme_end..]
        .find('/')
        .map_or(head.len(), |at| scheme_end + at);
    let mut out = format!("{}/{}", &head[..authority_end], encode(database));
    // A `dbname` in the query would overrule the path.
    let kept: Vec<&str> = query
        .unwrap_or("")
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("dbname="))
        .collect();
    if !kept.is_empty() {
        out.push('?');
        out.push_str(&kept.join("&"));
    }
    out
}

/// Percent-encodes all but what is plain in a path and in a query value; `/` stays, for socket folders.
#[cfg_attr(not(unix), allow(dead_code, reason = "private servers need Unix"))]
pub(crate) fn encode_path(path: &str) -> String {
    path.split('/').map(encode).collect::<Vec<_>>().join("/")
}

fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_is_replaced_and_the_rest_stays() {
        for (url, wanted) in [
            (
                "postgresql:///postgres?host=/tmp/x&user=postgres",
                "postgresql:///shop?host=/tmp/x&user=postgres",
            ),
            (
                "postgres://me:pw@db:5432/app",
                "postgres://me:pw@db:5432/shop",
            ),
            ("postgres://me:pw@db:5432", "postgres://me:pw@db:5432/shop"),
            (
                "postgres://db?sslmode=require",
                "postgres://db/shop?sslmode=require",
            ),
            (
                "postgres://a,b:1/app?dbname=app&x=/y",
                "postgres://a,b:1/shop?x=/y",
            ),
            ("host=db dbname=app", "host=db dbname=app dbname='shop'"),
        ] {
            assert_eq!(with_database(url, "shop"), wanted);
        }
    }

    #[test]
    fn odd_names_are_encoded() {
        assert_eq!(
            with_database("postgres://db/app", "a b/ü?"),
            "postgres://db/a%20b%2F%C3%BC%3F"
        );
        assert_eq!(
            with_database("host=db", r"it's\"),
            r"host=db dbname='it\'s\\'"
        );
        assert_eq!(encode_path("/tmp/a b&c"), "/tmp/a%20b%26c");
    }
}
