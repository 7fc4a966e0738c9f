//! Arrays: `Vec<T>` of one dimension, [`Array`] of several.

use std::error::Error as StdError;
use std::fmt;

mod wire;

/// An array of any number of dimensions: `int4[]`, with what `Vec` does not keep.
///
/// PostgreSQL's array types do not tell the number of dimensions: `int4[]` and `int4[][]` are one
/// type. NULL elements are `Array<Option<T>>`.
///
/// ```
/// use orm_core::types::Array;
/// let board = Array::from_rows(vec![vec![1, 2, 3], vec![4, 5, 6]])?;
/// assert_eq!(board.get(&[2, 3]), Some(&6)); // PostgreSQL counts from 1
/// assert_eq!(board.to_string(), "{{1,2,3},{4,5,6}}");
/// # Ok::<_, orm_core::types::Ragged>(())
/// ```
///
/// PostgreSQL: <https://www.postgresql.org/docs/current/arrays.html>
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Array<T> {
    dimensions: Vec<Dimension>,
    elements: Vec<T>,
}

/// One dimension of an [`Array`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Dimension {
    /// How many elements it has.
    pub length: usize,
    /// The index of the first; PostgreSQL begins at 1 unless told.
    pub lower: i32,
}

/// The rows of an array differ in length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ragged {
    wanted: usize,
    found: usize,
}

impl<T> Array<T> {
    /// An array without elements, which has no dimensions.
    #[must_use]
    pub const fn empty() -> Self {
        Self {
            dimensions: Vec::new(),
            elements: Vec::new(),
        }
    }

    /// An array of one dimension.
    #[must_use]
    pub fn new(elements: Vec<T>) -> Self {
        let length = elements.len();
        Self::shaped(vec![length], elements)
    }

    /// An array of two dimensions, by its rows.
    ///
    /// # Errors
    /// If the rows differ in length.
    pub fn from_rows(rows: Vec<Vec<T>>) -> Result<Self, Ragged> {
        let lengths = vec![rows.len(), width(&rows)?];
        Ok(Self::shaped(lengths, rows.into_iter().flatten().collect()))
    }

    /// An array of three dimensions, by its planes.
    ///
    /// # Errors
    /// If the planes or their rows differ in length.
    pub fn from_planes(planes: Vec<Vec<Vec<T>>>) -> Result<Self, Ragged> {
        let depth = planes.len();
        let height = width(&planes)?;
        let rows: Vec<Vec<T>> = planes.into_iter().flatten().collect();
        let lengths = vec![depth, height, width(&rows)?];
        Ok(Self::shaped(lengths, rows.into_iter().flatten().collect()))
    }

    /// An array of any dimensions, by its elements in row-major order: the last index varies
    /// fastest.
    ///
    /// # Errors
    /// If the dimensions do not multiply to the number of elements.
    pub fn from_parts(dimensions: Vec<Dimension>, elements: Vec<T>) -> Result<Self, Ragged> {
        let wanted = dimensions
            .iter()
            .map(|dimension| dimension.length)
            .product();
        let found = elements.len();
        if elements.is_empty() && (dimensions.is_empty() || wanted == 0) {
            return Ok(Self::empty());
        }
        if wanted != found || dimensions.is_empty() {
            return Err(Ragged { wanted, found });
        }
        Ok(Self {
            dimensions,
            elements,
        })
    }

    /// The dimensions, outermost first; none where the array is empty.
    #[must_use]
    pub fn dimensions(&self) -> &[Dimension] {
        &self.dimensions
    }

    /// The elements in row-major order.
    #[must_use]
    pub fn elements(&self) -> &[T] {
        &self.elements
    }

    /// How many elements it has, over all dimensions.
    #[must_use]
    pub fn len(&self) -> usize {
        self.elements.len()
    }

    /// Whether it has no elements.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    /// The element at the index that PostgreSQL would use: from 1, unless the lower bound differs.
    #[must_use]
    pub fn get(&self, index: &[i32]) -> Option<&T> {
        self.position(index).map(|at| &self.elements[at])
    }

    /// The element at the index that PostgreSQL would use, to change it.
    #[must_use]
    pub fn get_mut(&mut self, index: &[i32]) -> Option<&mut T> {
        self.position(index).map(|at| &mut self.elements[at])
    }

    /// The elements in row-major order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.elements.iter()
    }

    /// The rows of an array of two dimensions; the only row of one of one dimension.
    pub fn rows(&self) -> std::slice::Chunks<'_, T> {
        let width = self.dimensions.last().map_or(1, |last| last.length);
        self.elements.chunks(width.max(1))
    }

    /// The elements in row-major order, without the dimensions.
    #[must_use]
    pub fn into_elements(self) -> Vec<T> {
        self.elements
    }

    fn shaped(lengths: Vec<usize>, elements: Vec<T>) -> Self {
        if elements.is_empty() {
            return Self::empty();
        }
        let dimensions = lengths
            .into_iter()
            .map(|length| Dimension { length, lower: 1 })
            .collect();
        Self {
            dimensions,
            elements,
        }
    }

    fn position(&self, index: &[i32]) -> Option<usize> {
        if index.len() != self.dimensions.len() || index.is_empty() {
            return None;
        }
        index
            .iter()
            .zip(&self.dimensions)
            .try_fold(0, |at, (index, dimension)| {
                let offset =
                    usize::try_from(i64::from(*index) - i64::from(dimension.lower)).ok()?;
                (offset < dimension.length).then_some(at * dimension.length + offset)
            })
    }
}

impl<T> Default for Array<T> {
    fn default() -> Self {
        Self::empty()
    }
}

impl<T> From<Vec<T>> for Array<T> {
    fn from(elements: Vec<T>) -> Self {
        Self::new(elements)
    }
}

impl<T> FromIterator<T> for Array<T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        Self::new(elements.into_iter().collect())
    }
}

impl<T> IntoIterator for Array<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.elements.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Array<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Writes the elements between braces, without quotes.
impl<T: fmt::Display> fmt::Display for Array<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn level<T: fmt::Display>(
            f: &mut fmt::Formatter<'_>,
            dimensions: &[Dimension],
            elements: &[T],
        ) -> fmt::Result {
            let Some((first, inner)) = dimensions.split_first() else {
                return elements
                    .iter()
                    .try_for_each(|element| write!(f, "{element}"));
            };
            f.write_str("{")?;
            for (at, part) in elements.chunks(elements.len() / first.length).enumerate() {
                f.write_str(if at == 0 { "" } else { "," })?;
                level(f, inner, part)?;
            }
            f.write_str("}")
        }
        if self.is_empty() {
            return f.write_str("{}");
        }
        level(f, &self.dimensions, &self.elements)
    }
}

impl fmt::Display for Ragged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "an array is rectangular: {} elements are wanted where {} are given",
            self.wanted, self.found
        )
    }
}

impl StdError for Ragged {}

/// The common length of the inner arrays.
fn width<T>(rows: &[Vec<T>]) -> Result<usize, Ragged> {
    let wanted = rows.first().map_or(0, Vec::len);
    match rows.iter().find(|row| row.len() != wanted) {
        None => Ok(wanted),
        Some(row) => Err(Ragged {
            wanted,
            found: row.len(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_unequal_length_are_refused() {
        let error = Array::from_rows(vec![vec![1, 2], vec![3]]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "an array is rectangular: 2 elements are wanted where 1 are given"
        );
        assert!(Array::from_planes(vec![vec![vec![1]], vec![vec![1], vec![2]]]).is_err());
    }

    #[test]
    fn an_array_without_elements_has_no_dimensions() {
        let none: Array<i32> = Array::from_rows(vec![vec![], vec![]]).unwrap();
        assert_eq!(none, Array::empty());
        assert_eq!(none.to_string(), "{}");
    }

    #[test]
    fn the_last_index_varies_fastest() {
        let cube = Array::from_planes(vec![
            vec![vec![1, 2], vec![3, 4]],
            vec![vec![5, 6], vec![7, 8]],
        ])
        .unwrap();
        assert_eq!(cube.get(&[1, 2, 1]), Some(&3));
        assert_eq!(cube.get(&[2, 1, 2]), Some(&6));
        assert_eq!(cube.get(&[2, 1]), None);
        assert_eq!(cube.get(&[0, 1, 1]), None);
        assert_eq!(cube.to_string(), "{{{1,2},{3,4}},{{5,6},{7,8}}}");
    }
}
