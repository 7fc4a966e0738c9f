//! UPDATE.

use super::Render;
use super::Writer;
use super::expr::conditions;
use super::insert::assignments;
use super::insert::returning;
use crate::tree::Update;

impl Render for Update {
    fn render(&self, w: &mut Writer) {
        w.push("update ");
        self.from.render(w);
        assignments(w, &self.set);
        conditions(w, " where ", &self.filters);
        returning(w, &self.returning);
    }
}
