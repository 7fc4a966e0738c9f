//! What `#[derive(PgComposite)]` calls.

use bytes::BufMut;
use bytes::BytesMut;
use postgres_types::Field;
use postgres_types::IsNull;
use postgres_types::Kind;
use postgres_types::ToSql;
use postgres_types::Type;

use crate::schema;
use crate::types::BoxError;
use crate::types::SqlType;
use crate::types::TypeName;
use crate::types::decode;
use crate::types::wire::Reader;
use crate::types::wire::length;
use crate::types::wire::put_sized;

/// The type of the n-th field of a composite type: what `#[derive(PgComposite)]` writes.
pub trait FieldOf<const N: usize> {
    /// The type.
    type Type: SqlType;
}

/// The n-th field of a composite type, as the schema has it.
#[must_use]
pub const fn composite_field<C: FieldOf<N>, const N: usize>(
    name: &'static str,
) -> schema::types::Field {
    schema::types::Field {
        name,
        type_name: <C::Type as SqlType>::SQL,
        uses: <C::Type as SqlType>::DEFINITION,
    }
}

/// Whether a type of the server is the composite type, or a domain over it.
///
/// Its fields are compared when a value is written or read, so that the error can name the one
/// that differs.
#[must_use]
pub fn accepts_composite(name: TypeName, ty: &Type) -> bool {
    match ty.kind() {
        Kind::Composite(_) => name.is(ty),
        Kind::Domain(base) => accepts_composite(name, base),
        _ => false,
    }
}

/// Writes the fields of a composite value in order.
#[derive(Debug)]
pub struct RecordWriter<'a> {
    name: TypeName,
    fields: std::slice::Iter<'a, Field>,
    out: &'a mut BytesMut,
}

impl<'a> RecordWriter<'a> {
    /// Starts a value.
    ///
    /// # Errors
    /// If the server's type has other fields.
    pub fn new(
        name: TypeName,
        names: &[&str],
        ty: &'a Type,
        out: &'a mut BytesMut,
    ) -> Result<Self, BoxError> {
        let fields = fields(name, names, ty)?;
        out.put_i32(length(fields.len())?);
        Ok(Self {
            name,
            fields: fields.iter(),
            out,
        })
    }

    /// Writes the next field.
    ///
    /// # Errors
    /// If the server's field has another type, or the value cannot be encoded.
    pub fn field<C: FieldOf<N>, const N: usize>(
        &mut self,
        value: &C::Type,
    ) -> Result<(), BoxError> {
        let field = next::<C::Type>(self.name, &mut self.fields)?;
        self.out.put_u32(field.type_().oid());
        let at = self.out.len();
        let mut null = IsNull::No;
        put_sized(self.out, |out| {
            null = value.to_sql(field.type_(), out)?;
            Ok(())
        })?;
        if matches!(null, IsNull::Yes) {
            self.out[at..at + 4].copy_from_slice(&(-1_i32).to_be_bytes());
        }
        Ok(())
    }
}

/// Reads the fields of a composite value in order.
#[derive(Debug)]
pub struct RecordReader<'a> {
    name: TypeName,
    fields: std::slice::Iter<'a, Field>,
    cells: Reader<'a>,
}

impl<'a> RecordReader<'a> {
    /// Starts a value.
    ///
    /// # Errors
    /// If the server's type has other fields.
    pub fn new(
        name: TypeName,
        names: &[&str],
        ty: &'a Type,
        raw: &'a [u8],
    ) -> Result<Self, BoxError> {
        let fields = fields(name, names, ty)?;
        let mut cells = Reader::new("composite", raw);
        let found = cells.count(8)?;
        if found != fields.len() {
            return Err(format!("a value of `{name}` with {found} fields").into());
        }
        Ok(Self {
            name,
            fields: fields.iter(),
            cells,
        })
    }

    /// Reads the next field.
    ///
    /// # Errors
    /// If the server's field has another type, or the value does not fit.
    pub fn field<C: FieldOf<N>, const N: usize>(&mut self) -> Result<C::Type, BoxError> {
        let field = next::<C::Type>(self.name, &mut self.fields)?;
        self.cells.take(4)?;
        decode(field.type_(), self.cells.sized()?).map_err(|error| {
            format!("field \"{}\" of `{}`: {error}", field.name(), self.name).into()
        })
    }
}

/// The fields of the server's type, whose names are those of the struct in their order.
fn fields<'a>(name: TypeName, names: &[&str], ty: &'a Type) -> Result<&'a [Field], BoxError> {
    let found = match ty.kind() {
        Kind::Composite(found) => found,
        Kind::Domain(base) => return fields(name, names, base),
        _ => return Err(format!("`{ty}` is not a composite type").into()),
    };
    if found.iter().map(Field::name).eq(names.iter().copied()) {
        return Ok(found);
    }
    let found: Vec<_> = found.iter().map(Field::name).collect();
    Err(format!(
        "`{name}` has the fields ({}) in the database, ({}) in Rust",
        found.join(", "),
        names.join(", ")
    )
    .into())
}

fn next<'a, T: SqlType>(
    name: TypeName,
    fields: &mut std::slice::Iter<'a, Field>,
) -> Result<&'a Field, BoxError> {
    let field = fields
        .next()
        .ok_or_else(|| format!("`{name}` has no more fields"))?;
    if <T as ToSql>::accepts(field.type_()) {
        return Ok(field);
    }
    Err(format!(
        "field \"{}\" of `{name}` is `{}` in the database, `{}` in Rust",
        field.name(),
        field.type_(),
        T::SQL
    )
    .into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: TypeName = TypeName::user("", "pair");

    struct Pair;

    impl FieldOf<0> for Pair {
        type Type = i32;
    }

    impl FieldOf<1> for Pair {
        type Type = Option<String>;
    }

    fn pair(second: &str, ty: Type) -> Type {
        let fields = vec![
            Field::new("a".into(), Type::INT4),
            Field::new(second.into(), ty),
        ];
        Type::new(
            "pair".into(),
            70_000,
            Kind::Composite(fields),
            "public".into(),
        )
    }

    #[test]
    fn a_record_is_a_count_and_each_field_with_its_type_and_length() {
        let ty = pair("b", Type::TEXT);
        let mut out = BytesMut::new();
        let mut record = RecordWriter::new(NAME, &["a", "b"], &ty, &mut out).unwrap();
        record.field::<Pair, 0>(&7).unwrap();
        record.field::<Pair, 1>(&None).unwrap();
        let wanted = [
            0, 0, 0, 2, 0, 0, 0, 23, 0, 0, 0, 4, 0, 0, 0, 7, 0, 0, 0, 25, 0xff, 0xff, 0xff, 0xff,
        ];
        assert_eq!(&out[..], wanted);
        let mut record = RecordReader::new(NAME, &["a", "b"], &ty, &wanted).unwrap();
        assert_eq!(record.field::<Pair, 0>().unwrap(), 7);
        assert_eq!(record.field::<Pair, 1>().unwrap(), None);
    }

    #[test]
    fn a_field_of_another_name_or_type_is_named() {
        let mut out = BytesMut::new();
        let renamed = pair("c", Type::TEXT);
        let error = RecordWriter::new(NAME, &["a", "b"], &renamed, &mut out).unwrap_err();
        assert_eq!(
            error.to_string(),
            "`\"pair\"` has the fields (a, c) in the database, (a, b) in Rust"
        );
        let retyped = pair("b", Type::INT8);
        let mut record = RecordWriter::new(NAME, &["a", "b"], &retyped, &mut out).unwrap();
        record.field::<Pair, 0>(&7).unwrap();
        let error = record.field::<Pair, 1>(&None).unwrap_err();
        assert_eq!(
            error.to_string(),
            "field \"b\" of `\"pair\"` is `int8` in the database, `text` in Rust"
        );
    }
}
