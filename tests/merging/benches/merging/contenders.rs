//! The journal, Automerge and Loro, each with what this laptop knows in memory and what the other wrote in hand.

use crate::Outcome;
use crate::week::{Edit, Entry, Week, entries, key, place, text};
use automerge::transaction::Transactable;
use automerge::{ActorId, AutoCommit, Change, ROOT, ReadDoc};
use journal::{Hash, Heads, Id, Placed, StreamChain, commitment};
use loro::{ExportMode, LoroDoc};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Who merges, and from what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contender {
    Merged,
    Verified,
    Automerge,
    AutomergeBytes,
    Loro,
}

impl Contender {
    pub const ALL: [Self; 5] = [Self::Merged, Self::Verified, Self::Automerge, Self::AutomergeBytes, Self::Loro];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Merged => "Holdfast: heads of decoded entries",
            Self::Verified => "Holdfast: chains and values verified too",
            Self::Automerge => "Automerge: decoded changes",
            Self::AutomergeBytes => "Automerge: from bytes",
            Self::Loro => "Loro: from bytes (keeps one value)",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|contender| contender.name() == name)
    }
}

/// What stands before the merge; everything up to here is outside the clock.
pub enum Ready {
    Merged(Ours, Vec<Entry>),
    Verified(Ours, Vec<Entry>),
    Automerge(Box<AutoCommit>, Vec<Change>),
    AutomergeBytes(Box<AutoCommit>, Vec<u8>),
    Loro(LoroDoc, Vec<u8>),
}

/// The journal's side: the heads of each record, found, and the values.
#[derive(Default)]
pub struct Ours {
    records: BTreeMap<Id, Heads>,
    values: HashMap<Id, Vec<u8>>,
    found: BTreeMap<Id, BTreeMap<String, BTreeSet<Id>>>,
}

/// What stands after it.
pub enum Merged {
    Ours(Ours),
    Automerge(Box<AutoCommit>),
    Loro(LoroDoc),
}

/// Brings a contender up to the moment before the merge.
pub fn ready(contender: Contender, week: &Week) -> Outcome<Ready> {
    Ok(match contender {
        Contender::Merged => {
            let (ours, theirs) = journals(week);
            Ready::Merged(ours, theirs)
        }
        Contender::Verified => {
            let (ours, theirs) = journals(week);
            Ready::Verified(ours, theirs)
        }
        Contender::Automerge => {
            let (here, mut there, shared) = automerges(week)?;
            Ready::Automerge(here, there.get_changes(&shared))
        }
        Contender::AutomergeBytes => {
            let (here, mut there, shared) = automerges(week)?;
            Ready::AutomergeBytes(here, there.save_after(&shared))
        }
        Contender::Loro => loros(week)?,
    })
}

fn journals(week: &Week) -> (Ours, Vec<Entry>) {
    let mut ours = Ours::default();
    let shared = entries(1, &week.shared, &mut ours.records);
    let mut there = ours.records.clone();
    let here = entries(2, &week.here, &mut ours.records);
    ours.values = shared.into_iter().chain(here).map(|entry| (entry.header.id, entry.value)).collect();
    (ours, entries(3, &week.there, &mut there))
}

fn automerges(week: &Week) -> Outcome<(Box<AutoCommit>, Box<AutoCommit>, Vec<automerge::ChangeHash>)> {
    let write = |document: &mut AutoCommit, edits: &[Edit]| -> Outcome<()> {
        for edit in edits {
            document.put(ROOT, key(edit.field), text(edit.value))?;
            document.commit();
        }
        Ok(())
    };
    let mut here = AutoCommit::new().with_actor(ActorId::from([1]));
    write(&mut here, &week.shared)?;
    let mut there = here.fork().with_actor(ActorId::from([3]));
    let shared = here.get_heads();
    here.set_actor(ActorId::from([2]));
    write(&mut here, &week.here)?;
    write(&mut there, &week.there)?;
    Ok((Box::new(here), Box::new(there), shared))
}

fn loros(week: &Week) -> Outcome<Ready> {
    let write = |document: &LoroDoc, edits: &[Edit]| -> Outcome<()> {
        let fields = document.get_map("fields");
        for edit in edits {
            fields.insert(&key(edit.field), text(edit.value))?;
            document.commit();
        }
        Ok(())
    };
    let here = LoroDoc::new();
    here.set_peer_id(1)?;
    write(&here, &week.shared)?;
    let there = LoroDoc::new();
    there.import(&here.export(ExportMode::all_updates())?)?;
    there.set_peer_id(3)?;
    let shared = here.oplog_vv();
    here.set_peer_id(2)?;
    write(&here, &week.here)?;
    write(&there, &week.there)?;
    let bytes = there.export(ExportMode::updates(&shared))?;
    Ok(Ready::Loro(here, bytes))
}

impl Ready {
    /// The merge, up to where what stands can be read.
    pub fn merge(self) -> Outcome<Merged> {
        Ok(match self {
            Self::Merged(ours, theirs) => Merged::Ours(ours.take_in(theirs)),
            Self::Verified(ours, theirs) => {
                verify(&theirs)?;
                Merged::Ours(ours.take_in(theirs))
            }
            Self::Automerge(mut here, changes) => {
                here.apply_changes(changes)?;
                Merged::Automerge(here)
            }
            Self::AutomergeBytes(mut here, bytes) => {
                here.load_incremental(&bytes)?;
                Merged::Automerge(here)
            }
            Self::Loro(here, bytes) => {
                here.import(&bytes)?;
                Merged::Loro(here)
            }
        })
    }
}

/// Every chain fits from its first link, and every value is the one its entry committed to.
fn verify(entries: &[Entry]) -> Outcome<()> {
    let mut chains: HashMap<[u8; 16], StreamChain> = HashMap::new();
    for Entry { header, salt, value } in entries {
        let _hash: Hash = chains.entry(header.stream.0).or_insert_with(|| StreamChain::of(header.stream)).step(header)?;
        if commitment(header.id, salt, value) != header.commitment {
            return Err("a value that its entry did not commit to".into());
        }
    }
    Ok(())
}

impl Ours {
    fn take_in(mut self, entries: Vec<Entry>) -> Self {
        let mut touched = BTreeSet::new();
        for Entry { header, value, .. } in entries {
            touched.insert(header.record);
            let placed = Placed { id: header.id, field: header.field, parents: header.parents.into_iter().collect() };
            self.records.entry(header.record).or_default().add(placed);
            self.values.insert(header.id, value);
        }
        let found = touched.into_iter().filter_map(|record| Some((record, self.records.get(&record)?.all())));
        self.found.extend(found);
        self
    }
}

impl Merged {
    /// The values that stand for each field.
    pub fn shown(&self, week: &Week) -> Outcome<Vec<BTreeSet<String>>> {
        let fields = 0..week.fields;
        match self {
            Self::Ours(ours) => fields.map(|field| ours.shown(field)).collect(),
            Self::Automerge(document) => fields
                .map(|field| {
                    Ok(document.get_all(ROOT, key(field))?.iter().filter_map(|(v, _)| v.as_str().map(str::to_owned)).collect())
                })
                .collect(),
            Self::Loro(document) => {
                let map = document.get_map("fields").get_deep_value();
                let map = map.as_map().ok_or("not a map")?;
                Ok(fields
                    .map(|field| map.get(&key(field)).and_then(|v| v.as_string()).map(|s| s.to_string()).into_iter().collect())
                    .collect())
            }
        }
    }
}

impl Ours {
    fn shown(&self, field: usize) -> Outcome<BTreeSet<String>> {
        let (record, name) = place(field);
        let heads = match self.found.get(&record) {
            Some(found) => found.get(&name).cloned().unwrap_or_default(),
            None => self.records.get(&record).map(|heads| heads.of(&name)).unwrap_or_default(),
        };
        heads.iter().map(|id| Ok(String::from_utf8(self.values.get(id).ok_or("a head without a value")?.clone())?)).collect()
    }
}
