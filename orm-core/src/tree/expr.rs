//! Expressions.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use postgres_types::ToSql;

use super::Order;
use super::Statement;
use crate::ident::Ident;
use crate::schema::index::Direction;
use crate::types::TypeName;

/// A value that is sent beside the SQL text.
pub type Value = Arc<dyn ToSql + Send + Sync>;

/// An expression.
#[derive(Debug, Clone)]
pub enum Expr {
    /// A column of a source.
    Column {
        /// The name of the source in this query.
        source: &'static str,
        /// The name of the column.
        name: &'static str,
    },
    /// A value, sent as a parameter.
    Bind(Bind),
    /// The place of a value that is given later, by number from 1.
    Mark(usize),
    /// A word that stands for itself: `current_date`, `true`, `default`.
    Keyword(&'static str),
    /// `left op right`.
    Binary {
        /// The left side.
        left: Box<Self>,
        /// The operator.
        op: Op,
        /// The right side.
        right: Box<Self>,
    },
    /// `op inner`.
    Prefix {
        /// The operator.
        op: Op,
        /// The operand.
        inner: Box<Self>,
    },
    /// `inner op`.
    Postfix {
        /// The operand.
        inner: Box<Self>,
        /// The operator.
        op: Op,
    },
    /// `inner between low and high`.
    Between {
        /// What is tested.
        inner: Box<Self>,
        /// `between`, or its negation.
        op: Op,
        /// The bounds.
        bounds: Box<(Self, Self)>,
    },
    /// `name(arguments)`.
    Call {
        /// The function, as SQL.
        name: Cow<'static, str>,
        /// Its arguments.
        args: Vec<Self>,
    },
    /// An aggregate.
    Aggregate {
        /// The function, as SQL.
        name: &'static str,
        /// Its arguments; none is `*`.
        args: Vec<Self>,
        /// Whether equal values count once.
        distinct: Distinctness,
        /// ORDER BY inside the call.
        order_by: Vec<Order>,
        /// FILTER (WHERE ..).
        filter: Option<Box<Self>>,
    },
    /// `inner::type`.
    Cast {
        /// What is cast.
        inner: Box<Self>,
        /// The type.
        to: TypeName,
    },
    /// CASE.
    Case {
        /// WHEN .. THEN ..
        arms: Vec<Arm>,
        /// ELSE ..
        otherwise: Option<Box<Self>>,
    },
    /// SQL as written, with expressions in it.
    Raw(Vec<Part>),
    /// A name that is known at run time alone.
    Name(Ident),
    /// A query as a value.
    Subquery(Box<Statement>),
    /// `prefix (query)`, such as `exists (..)`.
    Quantified {
        /// The word before the query.
        word: &'static str,
        /// The query.
        query: Box<Statement>,
    },
}

/// WHEN condition THEN value.
#[derive(Debug, Clone)]
pub struct Arm {
    /// The condition.
    pub when: Expr,
    /// The value.
    pub then: Expr,
}

/// Whether an aggregate counts equal values once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distinctness {
    /// Every value counts.
    All,
    /// Equal values count once.
    Distinct,
}

/// A parameter and its SQL type.
#[derive(Clone)]
pub struct Bind {
    /// The value.
    pub value: Value,
    /// The SQL type of its Rust type.
    pub ty: TypeName,
    /// Whether the text names the type.
    pub cast: BindCast,
}

/// Whether the text names the type of a parameter.
///
/// Beside a column the server knows the type, and knows it better: `citext`, `varchar`, a domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BindCast {
    /// `$1`: the server infers it.
    Inferred,
    /// `$1::int4`.
    Explicit,
}

/// Shows the type alone: a value may be a secret.
impl fmt::Debug for Bind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bind({})", self.ty)
    }
}

/// A piece of raw SQL.
#[derive(Debug, Clone)]
pub enum Part {
    /// Text, written as it is.
    Text(Cow<'static, str>),
    /// An expression.
    Expr(Expr),
}

/// An operator: its text, and how tightly it binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Op {
    /// The operator as SQL.
    pub text: &'static str,
    /// Higher binds tighter.
    pub precedence: u8,
}

/// PostgreSQL: <https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-PRECEDENCE>
impl Op {
    /// OR.
    pub const OR: Self = Self::at("or", 1);
    /// AND.
    pub const AND: Self = Self::at("and", 2);
    /// NOT.
    pub const NOT: Self = Self::at("not", 3);
    /// IS NULL and its like.
    pub const IS: u8 = 4;
    /// Comparison.
    pub const COMPARE: u8 = 5;
    /// LIKE, BETWEEN, IN.
    pub const LIKE: u8 = 6;
    /// Operators without a place of their own.
    pub const OTHER: u8 = 7;
    /// Addition.
    pub const ADD: u8 = 8;
    /// Multiplication.
    pub const MULTIPLY: u8 = 9;
    /// Negation.
    pub const NEGATE: u8 = 10;

    /// An operator that binds that tightly.
    #[must_use]
    pub const fn at(text: &'static str, precedence: u8) -> Self {
        Self { text, precedence }
    }

    /// An operator such as `||` or `@>`.
    #[must_use]
    pub const fn other(text: &'static str) -> Self {
        Self::at(text, Self::OTHER)
    }

    /// A comparison such as `=`.
    #[must_use]
    pub const fn compare(text: &'static str) -> Self {
        Self::at(text, Self::COMPARE)
    }
}

impl Expr {
    /// `left op right`.
    #[must_use]
    pub fn binary(left: Self, op: Op, right: Self) -> Self {
        Self::Binary {
            left: Box::new(left),
            op,
            right: Box::new(right),
        }
    }

    /// `inner op`.
    #[must_use]
    pub fn postfix(inner: Self, op: Op) -> Self {
        Self::Postfix {
            inner: Box::new(inner),
            op,
        }
    }

    /// `name(args)`.
    #[must_use]
    pub fn call(name: &'static str, args: Vec<Self>) -> Self {
        Self::Call {
            name: Cow::Borrowed(name),
            args,
        }
    }

    /// A parameter with the type left to the server.
    #[must_use]
    pub fn bind(value: Value, ty: TypeName) -> Self {
        Self::Bind(Bind {
            value,
            ty,
            cast: BindCast::Inferred,
        })
    }

    /// The same expression; a bare parameter gets its type named.
    ///
    /// Where nothing beside a parameter tells its type, the server would take it for text.
    #[must_use]
    pub fn typed(self) -> Self {
        match self {
            Self::Bind(bind) => Self::Bind(Bind {
                cast: BindCast::Explicit,
                ..bind
            }),
            other => other,
        }
    }

    /// The same expression as a sort key.
    #[must_use]
    pub fn order(self, direction: Direction) -> Order {
        Order {
            expr: self,
            direction,
            nulls: None,
        }
    }
}
