//! Statements that are not prepared: the server infers the types of the parameters from the text, and
//! each value finds by itself as what it is to be encoded.

use std::collections::HashMap;
use std::error::Error as StdError;
use std::fmt;
use std::pin::pin;

use bytes::BytesMut;
use orm_core::tree::Value;
use tokio::sync::OnceCell;
use tokio_postgres::Client;
use tokio_postgres::types::Field;
use tokio_postgres::types::Format;
use tokio_postgres::types::IsNull;
use tokio_postgres::types::Kind;
use tokio_postgres::types::ToSql;
use tokio_postgres::types::Type;

use crate::error::Error;
use crate::param::Param;

/// The built-in types, those first that a value more likely is.
///
/// `jsonb` stands before `json`, and `text` before its kin, whose encoding is the same.
const TYPES: &[Type] = &[
    Type::INT8,
    Type::INT4,
    Type::TEXT,
    Type::BOOL,
    Type::TIMESTAMPTZ,
    Type::UUID,
    Type::JSONB,
    Type::FLOAT8,
    Type::INT2,
    Type::NUMERIC,
    Type::DATE,
    Type::TIMESTAMP,
    Type::TIME,
    Type::BYTEA,
    Type::FLOAT4,
    Type::INTERVAL,
    Type::JSON,
    Type::TIMETZ,
    Type::INET,
    Type::CIDR,
    Type::MACADDR,
    Type::MACADDR8,
    Type::MONEY,
    Type::BIT,
    Type::VARBIT,
    Type::XML,
    Type::OID,
    Type::CHAR,
    Type::NAME,
    Type::BPCHAR,
    Type::VARCHAR,
    Type::POINT,
    Type::LINE,
    Type::LSEG,
    Type::BOX,
    Type::PATH,
    Type::POLYGON,
    Type::CIRCLE,
    Type::TS_VECTOR,
    Type::TSQUERY,
    Type::JSONPATH,
    Type::PG_LSN,
    Type::REGCLASS,
    Type::REGTYPE,
    Type::INT4_RANGE,
    Type::INT8_RANGE,
    Type::NUM_RANGE,
    Type::TS_RANGE,
    Type::TSTZ_RANGE,
    Type::DATE_RANGE,
    Type::INT4MULTI_RANGE,
    Type::INT8MULTI_RANGE,
    Type::NUMMULTI_RANGE,
    Type::TSMULTI_RANGE,
    Type::TSTZMULTI_RANGE,
    Type::DATEMULTI_RANGE,
    Type::INT8_ARRAY,
    Type::INT4_ARRAY,
    Type::TEXT_ARRAY,
    Type::BOOL_ARRAY,
    Type::TIMESTAMPTZ_ARRAY,
    Type::UUID_ARRAY,
    Type::JSONB_ARRAY,
    Type::FLOAT8_ARRAY,
    Type::INT2_ARRAY,
    Type::NUMERIC_ARRAY,
    Type::DATE_ARRAY,
    Type::TIMESTAMP_ARRAY,
    Type::TIME_ARRAY,
    Type::BYTEA_ARRAY,
    Type::FLOAT4_ARRAY,
    Type::INTERVAL_ARRAY,
    Type::JSON_ARRAY,
    Type::TIMETZ_ARRAY,
    Type::INET_ARRAY,
    Type::CIDR_ARRAY,
    Type::MACADDR_ARRAY,
    Type::MACADDR8_ARRAY,
    Type::MONEY_ARRAY,
    Type::BIT_ARRAY,
    Type::VARBIT_ARRAY,
    Type::XML_ARRAY,
    Type::OID_ARRAY,
    Type::POINT_ARRAY,
    Type::BOX_ARRAY,
    Type::INT4_RANGE_ARRAY,
    Type::INT8_RANGE_ARRAY,
    Type::NUM_RANGE_ARRAY,
    Type::TS_RANGE_ARRAY,
    Type::TSTZ_RANGE_ARRAY,
    Type::DATE_RANGE_ARRAY,
];

/// A parameter that is encoded as the type it has found, whatever is declared.
pub(crate) struct Untyped<'a> {
    param: Param<'a>,
    ty: Type,
}

/// Finds as what each value is encoded.
pub(crate) async fn params<'a>(
    values: &'a [Value],
    client: &Client,
    user_types: &OnceCell<Vec<Type>>,
) -> Result<Vec<Untyped<'a>>, Error> {
    let mut found = Vec::with_capacity(values.len());
    for (param, value) in Param::all(values).zip(values) {
        let ty = match fitting(value, TYPES) {
            Some(ty) => ty,
            None => {
                let user = user_types.get_or_try_init(|| load(client)).await?;
                fitting(value, user).ok_or_else(|| {
                    Error::parameter(found.len() + 1, "no type of the database fits its value")
                })?
            }
        };
        found.push(Untyped { param, ty });
    }
    Ok(found)
}

fn fitting(value: &Value, types: &[Type]) -> Option<Type> {
    let mut scratch = BytesMut::new();
    let fits = |ty: &&Type| {
        scratch.clear();
        value.to_sql_checked(ty, &mut scratch).is_ok()
    };
    types.iter().find(fits).cloned()
}

impl fmt::Debug for Untyped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.param.fmt(f)
    }
}

impl ToSql for Untyped<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        self.to_sql_checked(ty, out)
    }

    fn accepts(_ty: &Type) -> bool {
        true
    }

    fn to_sql_checked(
        &self,
        _ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        self.param.to_sql_checked(&self.ty, out)
    }

    fn encode_format(&self, _ty: &Type) -> Format {
        self.param.encode_format(&self.ty)
    }
}

/// The types outside of `pg_catalog` that can be the type of a value.
const USER_TYPES: &str = "
    select t.oid, t.typname::text, n.nspname::text, t.typtype::text, t.typelem, t.typbasetype, coalesce(r.rngsubtype, 0::oid),
        coalesce(a.names, '{}'), coalesce(a.types, '{}')
    from pg_catalog.pg_type t
    join pg_catalog.pg_namespace n on n.oid = t.typnamespace
    left join pg_catalog.pg_range r on r.rngtypid = t.oid
    left join lateral (
        select array_agg(attname::text order by attnum) as names, array_agg(atttypid order by attnum) as types
        from pg_catalog.pg_attribute where attrelid = t.typrelid and attnum > 0 and not attisdropped
    ) a on t.typtype = 'c'
    where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and t.typtype in ('b', 'c', 'd', 'e', 'r')
    order by t.typelem <> 0, t.oid";

/// A row of [`USER_TYPES`].
struct Entry {
    name: String,
    schema: String,
    /// `typtype`: b(ase), c(omposite), d(omain), e(num), r(ange).
    sort: String,
    element: u32,
    base: u32,
    subtype: u32,
    fields: Vec<(String, u32)>,
}

async fn load(client: &Client) -> Result<Vec<Type>, Error> {
    let rows = client.query_typed(USER_TYPES, &[]);
    let rows = pin!(rows).await.map_err(Error::driver)?;
    let mut oids = Vec::new();
    let mut entries = HashMap::new();
    for row in rows {
        let read = || -> Result<(u32, Entry), tokio_postgres::Error> {
            let names: Vec<String> = row.try_get(7)?;
            let types: Vec<u32> = row.try_get(8)?;
            let entry = Entry {
                name: row.try_get(1)?,
                schema: row.try_get(2)?,
                sort: row.try_get(3)?,
                element: row.try_get(4)?,
                base: row.try_get(5)?,
                subtype: row.try_get(6)?,
                fields: names.into_iter().zip(types).collect(),
            };
            Ok((row.try_get(0)?, entry))
        };
        let (oid, entry) = read().map_err(Error::driver)?;
        oids.push(oid);
        entries.insert(oid, entry);
    }
    Ok(oids
        .into_iter()
        .filter_map(|oid| resolve(oid, &entries))
        .collect())
}

/// The driver's description of a type.
fn resolve(oid: u32, entries: &HashMap<u32, Entry>) -> Option<Type> {
    if let Some(builtin) = Type::from_oid(oid) {
        return Some(builtin);
    }
    let entry = entries.get(&oid)?;
    let kind = match entry.sort.as_str() {
        // A label is not compared with those of the type.
        "e" => Kind::Enum(Vec::new()),
        "d" => Kind::Domain(resolve(entry.base, entries)?),
        "r" => Kind::Range(resolve(entry.subtype, entries)?),
        "c" => {
            let field = |(name, oid): &(String, u32)| {
                Some(Field::new(name.clone(), resolve(*oid, entries)?))
            };
            Kind::Composite(entry.fields.iter().map(field).collect::<Option<_>>()?)
        }
        _ if entry.element != 0 => Kind::Array(resolve(entry.element, entries)?),
        _ => Kind::Simple,
    };
    Some(Type::new(
        entry.name.clone(),
        oid,
        kind,
        entry.schema.clone(),
    ))
}
