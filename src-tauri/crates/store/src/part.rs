//! A part of a transaction that stands whole or not at all, while the rest of the transaction goes on.

use crate::sql::{run, sql};
use crate::{Fault, Writing};

impl Writing<'_> {
    /// Does a part of the work. Where it fails nothing of it stands, and the caller may go on: what an import refuses is
    /// put aside and the rest of it taken in.
    pub(crate) fn part<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        let store = self.store;
        let (digest, entries, made) = (self.act.digest, self.act.entries, self.made.get());
        let both = [&store.conn, &store.restricted.index];
        let each = |text: &str| both.iter().try_for_each(|conn| run(conn, text, []).map(|_| ()));
        each(sql!("part/begin"))?;
        let answer = work(self);
        if answer.is_err() {
            each(sql!("part/undo"))?;
            (self.act.digest, self.act.entries) = (digest, entries);
            self.made.set(made);
            // A number handed out in it may come to belong to something else.
            store.names.forget();
            store.restricted.forget();
        }
        each(sql!("part/keep"))?;
        answer
    }
}
