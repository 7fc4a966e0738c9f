//! Vectors of the extension `vector`: `vector`, `halfvec`, `sparsevec`, of the crate `pgvector`.
//!
//! Manual: <https://github.com/pgvector/pgvector>

use pgvector::HalfVector;
use pgvector::SparseVector;
use pgvector::Vector;

use crate::types::kind::Averageable;
use crate::types::kind::Summable;
use crate::types::kind::mark;

builtin! {
    Vector => "vector",
    HalfVector => "halfvec",
    SparseVector => "sparsevec",
}
mark!(Comparable, Ordered => Vector, HalfVector, SparseVector);

/// Makes sums and averages of vectors vectors.
macro_rules! aggregate {
    ($($rust:ty),+) => {$(
        impl Summable for $rust { type Sum = Self; }
        impl Averageable for $rust { type Avg = Self; }
    )+};
}

aggregate!(Vector, HalfVector);
