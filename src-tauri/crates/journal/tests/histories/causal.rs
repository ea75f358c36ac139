//! What should stand, told without looking at parents: an entry stands until one that saw it speaks about the same field.

use crate::entries::Set;
use crate::making::History;

/// The entries that stand for a field of a record among all that stand.
pub fn expected(history: &History, among: Set, record: usize, field: &str) -> Set {
    let speaks = |n: &usize| history.written[*n].record == record && history.written[*n].speaks(field);
    let mut standing = Set::default();
    for n in among.each().filter(speaks) {
        if !among.each().filter(speaks).any(|later| history.written[later].seen.holds(n)) {
            standing.add(n);
        }
    }
    standing
}

/// True where only entries that are set aside name this one as replaced in this field: it stands again.
pub fn brought_back(history: &History, among: Set, n: usize, field: &str) -> bool {
    let id = history.written[n].header.id;
    let namers = || history.written.iter().filter(|e| e.speaks(field) && e.header.parents.contains(&id));
    namers().next().is_some() && namers().all(|e| !among.holds(e.n))
}
