//! DELETE.

use super::Render;
use super::Writer;
use super::expr::conditions;
use super::insert::returning;
use crate::tree::Delete;

impl Render for Delete {
    fn render(&self, w: &mut Writer) {
        w.push("delete from ");
        self.from.render(w);
        conditions(w, " where ", &self.filters);
        returning(w, &self.returning);
    }
}
