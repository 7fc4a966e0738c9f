//! [`TsQuery`]: what to search for in a document.

use std::fmt;

use bytes::BufMut;
use bytes::BytesMut;

use crate::types::BoxError;
use crate::types::Weight;
use crate::types::kind::mark;
use crate::types::tsvector::quoted;
use crate::types::wire::Reader;
use crate::types::wire::length;
use crate::types::wire::put_c_string;

const OPERAND: u8 = 1;
const OPERATOR: u8 = 2;
const NOT: u8 = 1;
const AND: u8 = 2;
const OR: u8 = 3;
const PHRASE: u8 = 4;
const ALL_WEIGHTS: [Weight; 4] = [Weight::D, Weight::C, Weight::B, Weight::A];
/// How deep a query from the server may nest before it is refused.
const MAX_DEPTH: usize = 1_000;

/// A search in documents: `tsquery`.
///
/// ```
/// use orm_core::types::TsQuery;
/// let query = TsQuery::word("fat").and(TsQuery::word("rat").or(TsQuery::word("cat")).negate());
/// assert_eq!(query.to_string(), "'fat' & !( 'rat' | 'cat' )");
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-textsearch.html#DATATYPE-TSQUERY>
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum TsQuery {
    /// The query without words, which finds nothing.
    ///
    /// The server writes it and refuses to read it in binary, so it cannot be sent.
    Empty,
    /// A word.
    Word {
        /// The word, in the form that text search compares.
        word: String,
        /// The weights that count; none for all.
        weights: Vec<Weight>,
        /// Whether words that begin with it are found too.
        prefix: bool,
    },
    /// Not found.
    Not(Box<Self>),
    /// Both found.
    And(Box<Self>, Box<Self>),
    /// One or both found.
    Or(Box<Self>, Box<Self>),
    /// The second found so many words after the first.
    Phrase(Box<Self>, Box<Self>, u16),
}

impl TsQuery {
    /// A search for a word.
    #[must_use]
    pub fn word(word: impl Into<String>) -> Self {
        Self::Word {
            word: word.into(),
            weights: Vec::new(),
            prefix: false,
        }
    }

    /// A search for words that begin so.
    #[must_use]
    pub fn prefix(word: impl Into<String>) -> Self {
        Self::Word {
            word: word.into(),
            weights: Vec::new(),
            prefix: true,
        }
    }

    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self::And(Box::new(self), Box::new(other))
    }

    /// One or both.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self::Or(Box::new(self), Box::new(other))
    }

    /// This, and `distance` words later the other.
    #[must_use]
    pub fn followed_by(self, other: Self, distance: u16) -> Self {
        Self::Phrase(Box::new(self), Box::new(other), distance)
    }

    /// Not this.
    #[must_use]
    pub fn negate(self) -> Self {
        Self::Not(Box::new(self))
    }

    fn encode(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        if *self == Self::Empty {
            return Err(
                "an empty tsquery cannot be sent: the server does not read it in binary".into(),
            );
        }
        out.put_i32(length(self.size())?);
        self.encode_node(out)
    }

    /// How many words and operators it has.
    fn size(&self) -> usize {
        match self {
            Self::Empty => 0,
            Self::Word { .. } => 1,
            Self::Not(inner) => 1 + inner.size(),
            Self::And(left, right) | Self::Or(left, right) | Self::Phrase(left, right, _) => {
                1 + left.size() + right.size()
            }
        }
    }

    fn encode_node(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        match self {
            Self::Empty => Ok(()),
            Self::Word {
                word,
                weights,
                prefix,
            } => {
                out.put_u8(OPERAND);
                out.put_u8(weights.iter().fold(0, |bits, weight| bits | bit(*weight)));
                out.put_u8(u8::from(*prefix));
                put_c_string(out, word)
            }
            Self::Not(inner) => {
                out.put_slice(&[OPERATOR, NOT]);
                inner.encode_operand(out)
            }
            Self::And(left, right) => {
                out.put_slice(&[OPERATOR, AND]);
                encode_operands(left, right, out)
            }
            Self::Or(left, right) => {
                out.put_slice(&[OPERATOR, OR]);
                encode_operands(left, right, out)
            }
            Self::Phrase(left, right, distance) => {
                out.put_slice(&[OPERATOR, PHRASE]);
                out.put_u16(*distance);
                encode_operands(left, right, out)
            }
        }
    }

    fn encode_operand(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        if *self == Self::Empty {
            return Err("a tsquery operator with an empty operand".into());
        }
        self.encode_node(out)
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, BoxError> {
        match reader.count(2)? {
            0 => Ok(Self::Empty),
            _ => Self::decode_node(reader, 0),
        }
    }

    fn decode_node(reader: &mut Reader<'_>, depth: usize) -> Result<Self, BoxError> {
        if depth > MAX_DEPTH {
            return Err(format!("a tsquery nested deeper than {MAX_DEPTH}").into());
        }
        if reader.u8()? == OPERAND {
            let bits = reader.u8()?;
            let weights = ALL_WEIGHTS
                .into_iter()
                .filter(|weight| bits & bit(*weight) != 0);
            return Ok(Self::Word {
                weights: weights.collect(),
                prefix: reader.u8()? != 0,
                word: reader.c_string()?.to_owned(),
            });
        }
        let operator = reader.u8()?;
        let distance = if operator == PHRASE { reader.u16()? } else { 0 };
        let last = Box::new(Self::decode_node(reader, depth + 1)?);
        if operator == NOT {
            return Ok(Self::Not(last));
        }
        let first = Box::new(Self::decode_node(reader, depth + 1)?);
        match operator {
            AND => Ok(Self::And(first, last)),
            OR => Ok(Self::Or(first, last)),
            PHRASE => Ok(Self::Phrase(first, last, distance)),
            unknown => Err(format!("a tsquery with the operator {unknown}").into()),
        }
    }
}

/// The right operand comes first.
fn encode_operands(left: &TsQuery, right: &TsQuery, out: &mut BytesMut) -> Result<(), BoxError> {
    right.encode_operand(out)?;
    left.encode_operand(out)
}

const fn bit(weight: Weight) -> u8 {
    1 << weight as u8
}

/// Writes the search as PostgreSQL does.
impl fmt::Display for TsQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let binary = |f: &mut fmt::Formatter<'_>, left: &Self, operator: &str, right: &Self| {
            write!(
                f,
                "{} {operator} {}",
                Inner(left, self.rank()),
                Inner(right, self.rank())
            )
        };
        match self {
            Self::Empty => Ok(()),
            Self::Word {
                word,
                weights,
                prefix,
            } => {
                write!(f, "'{}'", quoted(word))?;
                if *prefix || !weights.is_empty() {
                    f.write_str(":")?;
                }
                if *prefix {
                    f.write_str("*")?;
                }
                let mut sorted = weights.clone();
                sorted.sort_by(|a, b| b.cmp(a));
                sorted.iter().try_for_each(|weight| write!(f, "{weight:?}"))
            }
            Self::Not(inner) => write!(f, "!{}", Inner(inner, self.rank())),
            Self::And(left, right) => binary(f, left, "&", right),
            Self::Or(left, right) => binary(f, left, "|", right),
            Self::Phrase(left, right, 1) => binary(f, left, "<->", right),
            Self::Phrase(left, right, distance) => binary(f, left, &format!("<{distance}>"), right),
        }
    }
}

impl TsQuery {
    /// How tightly it binds.
    const fn rank(&self) -> u8 {
        match self {
            Self::Or(..) => 1,
            Self::And(..) => 2,
            Self::Phrase(..) => 3,
            Self::Not(_) => 4,
            Self::Word { .. } | Self::Empty => 5,
        }
    }
}

/// A part of a search, in parentheses where it binds less tightly than what is around it.
struct Inner<'a>(&'a TsQuery, u8);

impl fmt::Display for Inner<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.rank() < self.1 {
            write!(f, "( {} )", self.0)
        } else {
            write!(f, "{}", self.0)
        }
    }
}

wire_type! { TsQuery => "tsquery" }
mark!(Comparable, Ordered => TsQuery);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operator_is_followed_by_its_right_operand() {
        let query = TsQuery::word("a").followed_by(TsQuery::prefix("b"), 2);
        let mut out = BytesMut::new();
        query.encode(&mut out).unwrap();
        let wanted = b"\0\0\0\x03\x02\x04\0\x02\x01\0\x01b\0\x01\0\0a\0";
        assert_eq!(&out[..], wanted);
        assert_eq!(
            TsQuery::decode(&mut Reader::new("tsquery", wanted)).unwrap(),
            query
        );
    }

    #[test]
    fn an_operator_without_operand_is_refused() {
        let query = TsQuery::word("a").and(TsQuery::Empty);
        assert!(query.encode(&mut BytesMut::new()).is_err());
    }

    #[test]
    fn a_query_that_nests_without_end_is_refused() {
        let mut raw = vec![0, 0, 0x20, 0];
        raw.extend([OPERATOR, NOT].repeat(0x2000));
        assert!(TsQuery::decode(&mut Reader::new("tsquery", &raw)).is_err());
    }
}
