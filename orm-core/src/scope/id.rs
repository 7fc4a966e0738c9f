//! Equality of types, decided by the compiler without negative reasoning.
//!
//! Rust cannot say «these two types differ» in a bound. So each source carries a type-level number,
//! a hash of the name by which SQL refers to it, and each column its position, both as lists of
//! octal digits. Comparing two lists stops at the first digit that differs.

/// The answer yes.
#[derive(Debug)]
pub struct True;

/// The answer no.
#[derive(Debug)]
pub struct False;

/// Whether two lists of digits are equal.
pub trait SameAs<Other> {
    /// [`True`] or [`False`].
    type Out;
}

impl SameAs<()> for () {
    type Out = True;
}

/// Either answer is yes.
pub trait Or<Other> {
    /// [`True`] or [`False`].
    type Out;
}

impl<Other> Or<Other> for True {
    type Out = Self;
}

impl<Other> Or<Other> for False {
    type Out = Other;
}

/// Both answers are yes.
pub trait And<Other> {
    /// [`True`] or [`False`].
    type Out;
}

impl<Other> And<Other> for True {
    type Out = Other;
}

impl<Other> And<Other> for False {
    type Out = Self;
}

/// A list of digits as a number.
pub trait Number {
    /// The number.
    const VALUE: usize;
}

impl Number for () {
    const VALUE: usize = 0;
}

/// The position of a column, lowest digit first.
pub type Place<Low, High = X0> = (Low, (High, (X0, (X0, ()))));

/// The position of no column: more than a table can have.
pub type NoOrdinal = (X7, (X7, (X7, (X7, ()))));

macro_rules! digit {
    ($digit:ident is $value:literal, differs from $($other:ident)+) => {
        /// An octal digit.
        #[derive(Debug)]
        pub struct $digit;
        impl<Rest: Number> Number for ($digit, Rest) {
            const VALUE: usize = $value + 8 * Rest::VALUE;
        }
        impl<A: SameAs<B>, B> SameAs<($digit, B)> for ($digit, A) {
            type Out = A::Out;
        }
        $(impl<A, B> SameAs<($other, B)> for ($digit, A) {
            type Out = False;
        })+
    };
}

digit!(X0 is 0, differs from X1 X2 X3 X4 X5 X6 X7);
digit!(X1 is 1, differs from X0 X2 X3 X4 X5 X6 X7);
digit!(X2 is 2, differs from X0 X1 X3 X4 X5 X6 X7);
digit!(X3 is 3, differs from X0 X1 X2 X4 X5 X6 X7);
digit!(X4 is 4, differs from X0 X1 X2 X3 X5 X6 X7);
digit!(X5 is 5, differs from X0 X1 X2 X3 X4 X6 X7);
digit!(X6 is 6, differs from X0 X1 X2 X3 X4 X5 X7);
digit!(X7 is 7, differs from X0 X1 X2 X3 X4 X5 X6);
