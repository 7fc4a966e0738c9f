//! INSERT, in three forms: `default values`, `values (..)`, and `select .. from unnest(..)`, whose
//! text and number of parameters do not depend on the number of rows.

use std::sync::Arc;

use super::Names;
use super::Render;
use super::Writer;
use super::expr::conditions;
use crate::schema::Column;
use crate::schema::TypeDefinition;
use crate::tree::Conflict;
use crate::tree::ConflictAction;
use crate::tree::Expr;
use crate::tree::Insert;
use crate::tree::Overriding;
use crate::tree::Presence;
use crate::tree::Relation;
use crate::tree::SetColumn;

impl Render for Insert {
    fn render(&self, w: &mut Writer) {
        if self.rows.is_empty() {
            w.refuse(format!(
                "an insert into \"{}\" without rows",
                self.table.name
            ));
        }
        w.push("insert into ");
        Relation {
            schema: self.table.schema,
            name: self.table.name,
        }
        .render(w);
        let shape = Shape::of(self);
        if shape.fields.is_empty() && self.rows.len() == 1 {
            w.push(" default values");
        } else {
            self.columns(w, &shape);
            match shape.form {
                Form::Columns => self.unnest(w, &shape),
                Form::Rows => self.values(w, &shape),
            }
        }
        if let Some(conflict) = &self.conflict {
            w.naming(Names::Qualified, |w| conflict.render(w));
        }
        returning(w, &self.returning);
    }
}

/// How the rows of an insert are sent.
struct Shape {
    /// The fields that some row gives a value.
    fields: Vec<usize>,
    form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// One parameter a value.
    Rows,
    /// One array parameter a column.
    Columns,
}

impl Shape {
    fn of(insert: &Insert) -> Self {
        let present: Vec<(usize, Presence)> = (0..insert.rows.columns().len())
            .map(|field| (field, insert.rows.presence(field)))
            .filter(|(_, presence)| *presence != Presence::None)
            .collect();
        // `unnest` takes arrays of arrays and rows apart, and cannot say `default`.
        let columnar = insert.rows.len() > 1
            && !present.is_empty()
            && present.iter().all(|(field, presence)| {
                let column = insert.column(*field);
                *presence == Presence::All
                    && column.type_name.dimensions() == 0
                    && !column.definition.is_some_and(TypeDefinition::is_composite)
            });
        Self {
            fields: present.into_iter().map(|(field, _)| field).collect(),
            form: if columnar { Form::Columns } else { Form::Rows },
        }
    }
}

impl Insert {
    /// How many parameters the statement has.
    #[must_use]
    pub fn parameters(&self) -> usize {
        let shape = Shape::of(self);
        match shape.form {
            Form::Columns => shape.fields.len(),
            Form::Rows => {
                let given = |row| {
                    shape
                        .fields
                        .iter()
                        .filter(|field| self.rows.is_set(row, **field))
                        .count()
                };
                (0..self.rows.len()).map(given).sum()
            }
        }
    }

    fn column(&self, field: usize) -> &'static Column {
        &self.table.columns[self.rows.columns()[field]]
    }

    fn columns(&self, w: &mut Writer, shape: &Shape) {
        w.push(" (");
        w.joined(&shape.fields, ", ", |w, field| {
            w.ident(self.column(*field).name)
        });
        if shape.fields.is_empty() {
            // Every row still needs one `default`; best for a column that could be given, since
            // PostgreSQL 13 takes none for one that is always generated.
            let column = self.rows.columns().first().copied().unwrap_or_default();
            w.joined(self.table.columns.get(column), ", ", |w, column| {
                w.ident(column.name)
            });
        }
        w.push(")");
        match self.overriding {
            None => {}
            Some(Overriding::System) => w.push(" overriding system value"),
            Some(Overriding::User) => w.push(" overriding user value"),
        }
    }

    fn unnest(&self, w: &mut Writer, shape: &Shape) {
        w.push(" select * from unnest(");
        w.joined(&shape.fields, ", ", |w, field| {
            w.param(&Arc::clone(&self.rows).array(*field));
            // The type of the values, not of the column: a cast to `varchar(3)` would cut.
            w.push("::");
            w.type_name(self.column(*field).type_name.array());
        });
        w.push(")");
    }

    fn values(&self, w: &mut Writer, shape: &Shape) {
        w.push(" values ");
        w.joined(0..self.rows.len(), ", ", |w, row| {
            w.push("(");
            if shape.fields.is_empty() {
                w.push("default");
            }
            w.joined(&shape.fields, ", ", |w, field| {
                if self.rows.is_set(row, *field) {
                    w.param(&Arc::clone(&self.rows).value(row, *field));
                } else {
                    w.push("default");
                }
            });
            w.push(")");
        });
    }
}

impl Render for Conflict {
    fn render(&self, w: &mut Writer) {
        w.push(" on conflict");
        if let Some(target) = &self.target {
            w.push(" (");
            w.joined(&target.columns, ", ", |w, column| w.ident(column));
            w.push(")");
            if let Some(predicate) = target.predicate {
                w.push(" where ");
                w.push(predicate);
            }
        }
        match &self.action {
            ConflictAction::Nothing => w.push(" do nothing"),
            ConflictAction::Update { set, filters } => {
                w.push(" do update");
                assignments(w, set);
                conditions(w, " where ", filters);
            }
        }
    }
}

/// `set column = value, ..`.
pub(super) fn assignments(w: &mut Writer, set: &[SetColumn]) {
    if set.is_empty() {
        w.refuse("an update that sets nothing: every field of the changes is None");
    }
    w.push(" set ");
    w.joined(set, ", ", |w, assignment| {
        w.ident(assignment.column);
        w.push(" = ");
        assignment.value.render(w);
    });
}

/// `returning ..`.
pub(super) fn returning(w: &mut Writer, columns: &[Expr]) {
    if !columns.is_empty() {
        w.push(" returning ");
        w.list(columns);
    }
}
