//! [`TsVector`]: a document for text search.

use std::fmt;

use bytes::BufMut;
use bytes::BytesMut;

use crate::types::BoxError;
use crate::types::kind::mark;
use crate::types::wire::Reader;
use crate::types::wire::length;
use crate::types::wire::put_c_string;

/// The largest place of a word that PostgreSQL keeps.
const MAX_PLACE: u16 = 0x3fff;
/// The most places of one word.
const MAX_PLACES: usize = 255;

/// The words of a document, with their places and weights: `tsvector`.
///
/// PostgreSQL sorts the words and joins equal ones.
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/datatype-textsearch.html#DATATYPE-TSVECTOR>
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TsVector(pub Vec<Lexeme>);

/// A word of a [`TsVector`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Lexeme {
    /// The word, in the form that text search compares.
    pub word: String,
    /// Where it stands in the document, in rising order; may be empty.
    pub positions: Vec<Position>,
}

/// A place of a word in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Position {
    /// The number of the word in the document, from 1 to 16383.
    pub place: u16,
    /// How much it counts.
    pub weight: Weight,
}

/// How much a word counts; `D` is least and the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Weight {
    /// Least.
    #[default]
    D,
    /// More than `D`.
    C,
    /// More than `C`.
    B,
    /// Most.
    A,
}

impl Lexeme {
    /// A word with its places, all of weight `D`.
    #[must_use]
    pub fn new(word: impl Into<String>, places: impl IntoIterator<Item = u16>) -> Self {
        let weight = Weight::D;
        let positions = places.into_iter().map(|place| Position { place, weight });
        Self {
            word: word.into(),
            positions: positions.collect(),
        }
    }
}

impl TsVector {
    fn encode(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        out.put_i32(length(self.0.len())?);
        for lexeme in &self.0 {
            put_c_string(out, &lexeme.word)?;
            if lexeme.positions.len() > MAX_PLACES {
                return Err(format!("the word {:?} has more than 255 places", lexeme.word).into());
            }
            out.put_u16(u16::try_from(lexeme.positions.len())?);
            for Position { place, weight } in &lexeme.positions {
                if !(1..=MAX_PLACE).contains(place) {
                    return Err(format!("{place} is no place of a word (1 to {MAX_PLACE})").into());
                }
                out.put_u16(place | (weight.bits() << 14));
            }
        }
        Ok(())
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, BoxError> {
        let count = reader.count(3)?;
        let lexemes = (0..count).map(|_| {
            let word = reader.c_string()?.to_owned();
            let places = reader.u16()?;
            let positions = (0..places).map(|_| {
                let bits = reader.u16()?;
                Ok(Position {
                    place: bits & MAX_PLACE,
                    weight: Weight::from_bits(bits >> 14),
                })
            });
            let positions = positions.collect::<Result<_, BoxError>>()?;
            Ok(Lexeme { word, positions })
        });
        Ok(Self(lexemes.collect::<Result<_, BoxError>>()?))
    }
}

impl Weight {
    const fn bits(self) -> u16 {
        match self {
            Self::D => 0,
            Self::C => 1,
            Self::B => 2,
            Self::A => 3,
        }
    }

    const fn from_bits(bits: u16) -> Self {
        match bits {
            0 => Self::D,
            1 => Self::C,
            2 => Self::B,
            _ => Self::A,
        }
    }
}

/// Writes the document as PostgreSQL does: `'cat':3 'fat':2A`.
impl fmt::Display for TsVector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, lexeme) in self.0.iter().enumerate() {
            f.write_str(if at == 0 { "" } else { " " })?;
            write!(f, "'{}'", quoted(&lexeme.word))?;
            for (at, Position { place, weight }) in lexeme.positions.iter().enumerate() {
                f.write_str(if at == 0 { ":" } else { "," })?;
                match weight {
                    Weight::D => write!(f, "{place}")?,
                    Weight::A | Weight::B | Weight::C => write!(f, "{place}{weight:?}")?,
                }
            }
        }
        Ok(())
    }
}

pub(super) fn quoted(word: &str) -> String {
    word.replace('\\', "\\\\").replace('\'', "''")
}

wire_type! { TsVector => "tsvector" }
mark!(Comparable, Ordered => TsVector);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_its_weight_in_the_two_highest_bits() {
        let mut fat = Lexeme::new("fat", [2]);
        fat.positions[0].weight = Weight::A;
        let document = TsVector(vec![Lexeme::new("cat", [3]), fat]);
        let mut out = BytesMut::new();
        document.encode(&mut out).unwrap();
        let wanted = b"\0\0\0\x02cat\0\0\x01\0\x03fat\0\0\x01\xc0\x02";
        assert_eq!(&out[..], wanted);
        assert_eq!(
            TsVector::decode(&mut Reader::new("tsvector", wanted)).unwrap(),
            document
        );
        assert_eq!(document.to_string(), "'cat':3 'fat':2A");
    }

    #[test]
    fn a_place_out_of_range_is_refused() {
        for place in [0, MAX_PLACE + 1] {
            let document = TsVector(vec![Lexeme::new("a", [place])]);
            assert!(document.encode(&mut BytesMut::new()).is_err());
        }
    }
}
