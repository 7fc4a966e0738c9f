//! SELECT and set operations.

use super::Names;
use super::Render;
use super::Writer;
use super::expr::conditions;
use crate::schema::index::Direction;
use crate::schema::index::Nulls;
use crate::tree::Compound;
use crate::tree::Distinct;
use crate::tree::Expr;
use crate::tree::From;
use crate::tree::Join;
use crate::tree::JoinKind;
use crate::tree::Lock;
use crate::tree::LockStrength;
use crate::tree::LockWait;
use crate::tree::Order;
use crate::tree::Relation;
use crate::tree::Select;
use crate::tree::SetOp;
use crate::tree::Statement;

impl Render for Select {
    fn render(&self, w: &mut Writer) {
        let several = !self.joins.is_empty() || self.correlated;
        let names = if several {
            Names::Qualified
        } else {
            Names::Bare
        };
        w.naming(names, |w| clauses(w, self));
    }
}

fn clauses(w: &mut Writer, select: &Select) {
    // A bare name in ORDER BY or DISTINCT ON is that of a selected value first, and `"n"::text` is
    // called `n`.
    let keys = match select
        .columns
        .iter()
        .all(|it| matches!(it, Expr::Column { .. }))
    {
        true => w.names,
        false => Names::Qualified,
    };
    if let Some(why) = select.invalid {
        w.refuse(why);
    }
    w.push("select ");
    w.naming(keys, |w| distinct(w, &select.distinct));
    w.list(&select.columns);
    if let Some(from) = &select.from {
        w.push(" from ");
        from.render(w);
    }
    select.joins.iter().for_each(|join| join.render(w));
    conditions(w, " where ", &select.filters);
    if select.grouped {
        w.push(" group by ");
        if select.group_by.is_empty() {
            w.push("()");
        }
        w.list(&select.group_by);
    }
    conditions(w, " having ", &select.having);
    w.naming(keys, |w| order_by(w, &select.order_by));
    page(w, select.limit.as_ref(), select.offset.as_ref());
    select.locks.iter().for_each(|lock| lock.render(w));
}

fn distinct(w: &mut Writer, distinct: &Distinct) {
    match distinct {
        Distinct::All => {}
        Distinct::Rows => w.push("distinct "),
        Distinct::On(keys) => {
            w.push("distinct on (");
            w.list(keys);
            w.push(") ");
        }
    }
}

pub(super) fn order_by(w: &mut Writer, keys: &[Order]) {
    if !keys.is_empty() {
        w.push(" order by ");
        w.list(keys);
    }
}

fn page(w: &mut Writer, limit: Option<&Expr>, offset: Option<&Expr>) {
    for (word, count) in [(" limit ", limit), (" offset ", offset)] {
        if let Some(count) = count {
            w.push(word);
            count.render(w);
        }
    }
}

impl Render for Relation {
    fn render(&self, w: &mut Writer) {
        if let Some(schema) = self.schema {
            w.ident(schema);
            w.push(".");
        }
        w.ident(self.name);
    }
}

impl Render for From {
    fn render(&self, w: &mut Writer) {
        self.relation.render(w);
        if self.relation.name != self.name {
            w.push(" as ");
            w.ident(self.name);
        }
    }
}

impl Render for Join {
    fn render(&self, w: &mut Writer) {
        w.push(match self.kind {
            JoinKind::Inner => " join ",
            JoinKind::Left => " left join ",
            JoinKind::Right => " right join ",
            JoinKind::Full => " full join ",
            JoinKind::Cross => " cross join ",
        });
        self.from.render(w);
        if let Some(on) = &self.on {
            w.push(" on ");
            on.render(w);
        }
    }
}

impl Render for Order {
    fn render(&self, w: &mut Writer) {
        self.expr.render(w);
        direction(w, self.direction);
        match self.nulls {
            None => {}
            Some(Nulls::First) => w.push(" nulls first"),
            Some(Nulls::Last) => w.push(" nulls last"),
        }
    }
}

fn direction(w: &mut Writer, direction: Direction) {
    if direction == Direction::Desc {
        w.push(" desc");
    }
}

impl Render for Lock {
    fn render(&self, w: &mut Writer) {
        w.push(match self.strength {
            LockStrength::Update => " for update",
            LockStrength::NoKeyUpdate => " for no key update",
            LockStrength::Share => " for share",
            LockStrength::KeyShare => " for key share",
        });
        if !self.of.is_empty() {
            w.push(" of ");
            w.joined(&self.of, ", ", |w, name| w.ident(name));
        }
        w.push(match self.wait {
            LockWait::Wait => "",
            LockWait::NoWait => " nowait",
            LockWait::SkipLocked => " skip locked",
        });
    }
}

impl Render for Compound {
    fn render(&self, w: &mut Writer) {
        match &self.op {
            None => {
                w.push("select * from ");
                operand(w, &self.left);
                w.push(" as \"whole\"");
            }
            Some((op, right)) => {
                operand(w, &self.left);
                w.push(op.sql());
                operand(w, right);
            }
        }
        if !self.order_by.is_empty() {
            w.push(" order by ");
            w.joined(&self.order_by, ", ", |w, (position, order)| {
                w.display(position);
                direction(w, *order);
            });
        }
        page(w, self.limit.as_ref(), self.offset.as_ref());
    }
}

impl SetOp {
    const fn sql(self) -> &'static str {
        match self {
            Self::Union => " union ",
            Self::UnionAll => " union all ",
            Self::Intersect => " intersect ",
            Self::IntersectAll => " intersect all ",
            Self::Except => " except ",
            Self::ExceptAll => " except all ",
        }
    }
}

fn operand(w: &mut Writer, statement: &Statement) {
    match statement {
        Statement::Select(_)
        | Statement::Compound(_)
        | Statement::Raw(_)
        | Statement::Fixed { .. }
        | Statement::Invalid(_) => {
            w.push("(");
            statement.render(w);
            w.push(")");
        }
        Statement::Insert(_) | Statement::Update(_) | Statement::Delete(_) => {
            w.refuse("a set operation combines selects; an insert, update or delete with RETURNING is none");
        }
    }
}
