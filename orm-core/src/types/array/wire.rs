//! Arrays in the binary format, and what may be done with them.

use bytes::BufMut;
use bytes::BytesMut;
use postgres_types::FromSql;
use postgres_types::IsNull;
use postgres_types::Kind;
use postgres_types::ToSql;
use postgres_types::Type;
use postgres_types::to_sql_checked;

use super::Array;
use super::Dimension;
use crate::schema::TypeDefinition;
use crate::types::BoxError;
use crate::types::Element;
use crate::types::NotNull;
use crate::types::Nullability;
use crate::types::SqlType;
use crate::types::TypeName;
use crate::types::decode;
use crate::types::kind::ArrayType;
use crate::types::kind::Comparable;
use crate::types::kind::MinMax;
use crate::types::kind::Ordered;
use crate::types::wire::Reader;
use crate::types::wire::length;
use crate::types::wire::put_sized;

/// The most dimensions that an array may have.
const MAX_DIMENSIONS: usize = 6;

impl<T: Element> ToSql for Array<T> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, BoxError> {
        let member = member(ty)?;
        if self.dimensions.len() > MAX_DIMENSIONS {
            return Err(format!(
                "an array of {} dimensions; PostgreSQL allows {MAX_DIMENSIONS}",
                self.dimensions.len()
            )
            .into());
        }
        out.put_i32(length(self.dimensions.len())?);
        let flags = out.len();
        out.put_i32(0);
        out.put_u32(member.oid());
        for dimension in &self.dimensions {
            out.put_i32(length(dimension.length)?);
            out.put_i32(dimension.lower);
        }
        for element in &self.elements {
            let mut null = IsNull::No;
            let start = out.len();
            put_sized(out, |out| {
                null = element.to_sql(member, out)?;
                Ok(())
            })?;
            if matches!(null, IsNull::Yes) {
                out[start..start + 4].copy_from_slice(&(-1_i32).to_be_bytes());
                out[flags..flags + 4].copy_from_slice(&1_i32.to_be_bytes());
            }
        }
        Ok(IsNull::No)
    }

    fn accepts(ty: &Type) -> bool {
        matches!(ty.kind(), Kind::Array(member) if <T as ToSql>::accepts(member))
    }

    to_sql_checked!();
}

impl<'a, T: Element> FromSql<'a> for Array<T> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, BoxError> {
        let member = member(ty)?;
        let (dimensions, mut cells) = header(raw)?;
        let elements = (0..total(&dimensions)?)
            .map(|_| {
                let cell = cells.sized()?;
                if cell.is_none() {
                    check_element::<T>(member, cell)?;
                }
                decode::<T>(member, cell)
            })
            .collect::<Result<_, BoxError>>()?;
        cells.end()?;
        Ok(Self::from_parts(dimensions, elements)?)
    }

    fn accepts(ty: &Type) -> bool {
        matches!(ty.kind(), Kind::Array(member) if <T as FromSql<'a>>::accepts(member))
    }
}

#[diagnostic::do_not_recommend]
impl<T: Element> SqlType for Array<T> {
    type Base = Self;
    type Null = NotNull;
    type Optional = Option<Self>;
    const SQL: TypeName = T::SQL.array();
    const DEFINITION: Option<&'static TypeDefinition> = T::DEFINITION;
}

/// An array of one dimension. An element may be NULL: `Vec<Option<T>>`.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/arrays.html>
#[diagnostic::do_not_recommend]
impl<T: Element> SqlType for Vec<T> {
    type Base = Self;
    type Null = NotNull;
    type Optional = Option<Self>;
    const SQL: TypeName = T::SQL.array();
    const DEFINITION: Option<&'static TypeDefinition> = T::DEFINITION;
    const CHECKED: bool = true;

    fn check(ty: &Type, raw: &[u8]) -> Result<(), BoxError> {
        let mut cells = Reader::new("array", raw);
        let dimensions = cells.count(0)?;
        let has_null = cells.i32()? != 0;
        cells.take(4)?;
        match dimensions {
            0 => return Ok(()),
            1 => {}
            several => {
                let why = format!("the array has {several} dimensions; read it as `Array<T>`");
                return Err(why.into());
            }
        }
        let length = cells.count(0)?;
        let lower = cells.i32()?;
        if lower != 1 {
            return Err(format!(
                "the array begins at index {lower}, which `Vec` does not keep; read it as `Array<T>`"
            )
            .into());
        }
        if T::CHECKED || has_null && !T::Null::NULLABLE {
            let member = member(ty)?;
            for _ in 0..length {
                check_element::<T>(member, cells.sized()?)?;
            }
        }
        Ok(())
    }
}

impl<T: Element> ArrayType for Vec<T> {
    type Element = T;
}
impl<T: Element> ArrayType for Array<T> {
    type Element = T;
}
#[diagnostic::do_not_recommend]
impl<T: Element<Base: Comparable>> Comparable for Vec<T> {}
#[diagnostic::do_not_recommend]
impl<T: Element<Base: Ordered>> Ordered for Vec<T> {}
#[diagnostic::do_not_recommend]
impl<T: Element<Base: Ordered>> MinMax for Vec<T> {}
#[diagnostic::do_not_recommend]
impl<T: Element<Base: Comparable>> Comparable for Array<T> {}
#[diagnostic::do_not_recommend]
impl<T: Element<Base: Ordered>> Ordered for Array<T> {}
#[diagnostic::do_not_recommend]
impl<T: Element<Base: Ordered>> MinMax for Array<T> {}

fn member(ty: &Type) -> Result<&Type, BoxError> {
    match ty.kind() {
        Kind::Array(member) => Ok(member),
        _ => Err(format!("`{ty}` is not an array").into()),
    }
}

fn check_element<T: SqlType>(member: &Type, cell: Option<&[u8]>) -> Result<(), BoxError> {
    match cell {
        Some(cell) => T::check(member, cell),
        None if T::Null::NULLABLE => Ok(()),
        None => Err("the array has a NULL element; read it with `Option` elements".into()),
    }
}

/// The dimensions of an encoded array, and what follows them.
fn header(raw: &[u8]) -> Result<(Vec<Dimension>, Reader<'_>), BoxError> {
    let mut reader = Reader::new("array", raw);
    let count = reader.count(0)?;
    if count > MAX_DIMENSIONS {
        return Err(format!("an array of {count} dimensions").into());
    }
    reader.take(8)?;
    let dimensions = (0..count)
        .map(|_| {
            Ok(Dimension {
                length: reader.count(0)?,
                lower: reader.i32()?,
            })
        })
        .collect::<Result<_, BoxError>>()?;
    Ok((dimensions, reader))
}

fn total(dimensions: &[Dimension]) -> Result<usize, BoxError> {
    if dimensions.is_empty() {
        return Ok(0);
    }
    dimensions
        .iter()
        .try_fold(1_usize, |total, dimension| {
            total.checked_mul(dimension.length)
        })
        .ok_or_else(|| "an array with too many elements".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_elements_are_flagged_and_have_length_minus_one() {
        let mut out = BytesMut::new();
        Array::new(vec![Some(7_i32), None])
            .to_sql(&Type::INT4_ARRAY, &mut out)
            .unwrap();
        let wanted = [
            0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 23, 0, 0, 0, 2, 0, 0, 0, 1, // header
            0, 0, 0, 4, 0, 0, 0, 7, 0xff, 0xff, 0xff, 0xff,
        ];
        assert_eq!(&out[..], wanted);
        let back = Array::<Option<i32>>::from_sql(&Type::INT4_ARRAY, &wanted).unwrap();
        assert_eq!(back.elements(), [Some(7), None]);
    }

    #[test]
    fn a_vec_refuses_dimensions_and_bounds_that_it_would_lose() {
        let two = Array::from_rows(vec![vec![1], vec![2]]).unwrap();
        let from_zero = Array::from_parts(
            vec![Dimension {
                length: 1,
                lower: 0,
            }],
            vec![1],
        )
        .unwrap();
        for (array, why) in [(two, "2 dimensions"), (from_zero, "index 0")] {
            let mut out = BytesMut::new();
            array.to_sql(&Type::INT4_ARRAY, &mut out).unwrap();
            let error = decode::<Vec<i32>>(&Type::INT4_ARRAY, Some(&out)).unwrap_err();
            assert!(error.to_string().contains(why), "{error}");
        }
    }
}
