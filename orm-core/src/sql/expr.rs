//! Expressions, with parentheses only where precedence needs them.

use super::Names;
use super::Render;
use super::Writer;
use crate::tree::Arm;
use crate::tree::Bind;
use crate::tree::BindCast;
use crate::tree::Distinctness;
use crate::tree::Expr;
use crate::tree::Op;
use crate::tree::Part;

/// Binds tighter than every operator.
const ATOM: u8 = 20;

impl Render for Expr {
    fn render(&self, w: &mut Writer) {
        match self {
            Self::Column { source, name } => {
                if w.names == Names::Qualified {
                    w.ident(source);
                    w.push(".");
                }
                w.ident(name);
            }
            Self::Bind(bind) => bind.render(w),
            Self::Mark(number) => w.mark(*number),
            Self::Keyword(word) => w.push(word),
            Self::Binary { left, op, right } => binary(w, left, *op, right),
            Self::Prefix { op, inner } => {
                w.push(op.text);
                w.push(" ");
                inside(w, inner, op.precedence);
            }
            Self::Postfix { inner, op } => {
                inside(w, inner, op.precedence + 1);
                w.push(" ");
                w.push(op.text);
            }
            Self::Between { inner, op, bounds } => {
                inside(w, inner, op.precedence + 1);
                w.push(" ");
                w.push(op.text);
                w.push(" ");
                inside(w, &bounds.0, op.precedence + 1);
                w.push(" and ");
                inside(w, &bounds.1, op.precedence + 1);
            }
            Self::Call { name, args } => {
                w.push(name);
                w.push("(");
                w.list(args);
                w.push(")");
            }
            Self::Aggregate { .. } => aggregate(w, self),
            Self::Cast { inner, to } => {
                inside(w, inner, ATOM);
                w.push("::");
                w.type_name(*to);
            }
            Self::Case { arms, otherwise } => {
                w.push("case");
                arms.iter().for_each(|arm| arm.render(w));
                if let Some(otherwise) = otherwise {
                    w.push(" else ");
                    otherwise.render(w);
                }
                w.push(" end");
            }
            // What is written beside a column may have one of that name, as a subquery in it does.
            Self::Raw(parts) => w.naming(Names::Qualified, |w| {
                parts.iter().for_each(|part| part.render(w));
            }),
            Self::Name(name) => w.display(name),
            Self::Subquery(query) => {
                w.push("(");
                query.render(w);
                w.push(")");
            }
            Self::Quantified { word, query } => {
                w.push(word);
                w.push(" (");
                query.render(w);
                w.push(")");
            }
        }
    }
}

impl Expr {
    /// How tightly it binds.
    fn precedence(&self) -> u8 {
        match self {
            Self::Binary { op, .. }
            | Self::Prefix { op, .. }
            | Self::Postfix { op, .. }
            | Self::Between { op, .. } => op.precedence,
            // Raw SQL may hold anything; alone it stands as written, inside another it is wrapped.
            Self::Raw(_) => 0,
            Self::Column { .. }
            | Self::Bind(_)
            | Self::Mark(_)
            | Self::Keyword(_)
            | Self::Name(_)
            | Self::Call { .. }
            | Self::Aggregate { .. }
            | Self::Cast { .. }
            | Self::Case { .. }
            | Self::Subquery(_)
            | Self::Quantified { .. } => ATOM,
        }
    }
}

/// Renders `inner`, in parentheses if it binds less tightly than `least`.
fn inside(w: &mut Writer, inner: &Expr, least: u8) {
    if inner.precedence() < least {
        w.push("(");
        inner.render(w);
        w.push(")");
    } else {
        inner.render(w);
    }
}

fn binary(w: &mut Writer, left: &Expr, op: Op, right: &Expr) {
    // AND and OR chain without parentheses; the arithmetic operators chain on the left;
    // a comparison of comparisons needs them on both sides.
    let associative = op == Op::AND || op == Op::OR;
    let chains = associative || op.precedence >= Op::OTHER;
    inside(w, left, op.precedence + u8::from(!chains));
    w.push(" ");
    w.push(op.text);
    w.push(" ");
    inside(w, right, op.precedence + u8::from(!associative));
}

fn aggregate(w: &mut Writer, expr: &Expr) {
    let Expr::Aggregate {
        name,
        args,
        distinct,
        order_by,
        filter,
    } = expr
    else {
        return;
    };
    w.push(name);
    w.push("(");
    if *distinct == Distinctness::Distinct {
        w.push("distinct ");
    }
    if args.is_empty() {
        w.push("*");
    }
    w.list(args);
    if !order_by.is_empty() {
        w.push(" order by ");
        w.list(order_by);
    }
    w.push(")");
    if let Some(filter) = filter {
        w.push(" filter (where ");
        filter.render(w);
        w.push(")");
    }
}

impl Render for Bind {
    fn render(&self, w: &mut Writer) {
        w.param(&self.value);
        if self.cast == BindCast::Explicit {
            w.push("::");
            w.type_name(self.ty);
        }
    }
}

impl Render for Arm {
    fn render(&self, w: &mut Writer) {
        w.push(" when ");
        self.when.render(w);
        w.push(" then ");
        self.then.render(w);
    }
}

impl Render for Part {
    fn render(&self, w: &mut Writer) {
        match self {
            Self::Text(text) => w.push(text),
            // Nothing is known of the operators beside it.
            Self::Expr(expr) => inside(w, expr, ATOM),
        }
    }
}

/// `condition and condition`, after `word`; nothing where there is none.
pub(super) fn conditions(w: &mut Writer, word: &str, conditions: &[Expr]) {
    if conditions.is_empty() {
        return;
    }
    w.push(word);
    let least = if conditions.len() == 1 {
        0
    } else {
        Op::AND.precedence
    };
    w.joined(conditions, " and ", |w, condition| {
        inside(w, condition, least)
    });
}
