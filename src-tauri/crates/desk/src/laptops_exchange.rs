//! "Bring the laptops together": what lies in a folder is taken in, and what is new here is laid there for the others.

use crate::asks::laptops::{ExchangeView, FoundFile, ReadyFor};
use crate::asks::shared::Nothing;
use crate::keeping::{Doing, Kept, Writing, moment_of};
use crate::laptops::{Line, device_of, fault, unit_id};
use crate::laptops_send::{By, Outgoing};
use crate::laptops_take::{Came, Taking, sender};
use crate::sitting::Sitting;
use crate::surroundings::{Progress, Surroundings};
use crate::trouble::{Outcome, Plain, Trouble};
use bundles::{HeldBundle, KeyBytes, OpenRefusal, PinnedSender, Reader};
use casework::laptop::Laptop;
use journal::Encoding;
use sealing::UserKeys;
use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::{Path, PathBuf};
use store::Id;

/// Setting: the folder used last.
const FOLDER: &str = "laptop:folder";
/// How a file ends.
const ENDING: &str = "bundle";

/// A file of another laptop that was not taken in yet.
struct Waiting {
    key: [u8; 32],
    sequence: u64,
    sealed_at_ms: i64,
    bytes: Vec<u8>,
}

/// What lies in the folder.
#[derive(Default)]
struct Lying {
    waiting: Vec<Waiting>,
    unread: Vec<String>,
}

/// Everything an exchange needs that does not change while it goes on.
struct Ground {
    keys: UserKeys,
    unit: Id,
    others: Vec<Kept<Laptop>>,
    senders: Vec<PinnedSender>,
    now_ms: i64,
    marking: String,
}

impl Ground {
    fn of(sitting: &Sitting<'_>) -> Outcome<Self> {
        let (store, others) = (sitting.store(), sitting.other_laptops()?);
        if others.is_empty() {
            return Err(Plain::NoOtherLaptop.into());
        }
        let unit = unit_id(store)?;
        let senders = others.iter().map(|kept| pinned(&Line::of(store, device_of(&kept.body)?)?, &kept.body, unit));
        Ok(Self {
            keys: sitting.opened.laptop_keys()?,
            unit,
            senders: senders.collect::<Outcome<Vec<_>>>()?,
            others,
            now_ms: sitting.now.timestamp_millis(),
            marking: crate::sharing_seal::marking(sitting),
        })
    }

    fn reader(&self) -> Reader<'_> {
        Reader { keys: &self.keys, unit: self.unit, now_ms: self.now_ms, senders: &self.senders }
    }

    /// The laptops files are laid for.
    fn trusted(&self) -> impl Iterator<Item = &Kept<Laptop>> {
        self.others.iter().filter(|kept| kept.body.struck_off.is_none())
    }
}

/// A laptop whose key is known, with the files of it that were taken in.
pub(crate) fn pinned(line: &Line, laptop: &Laptop, unit: Id) -> Outcome<PinnedSender> {
    let on = journal::sha256(&Encoding::of("holdfast/bundle-line/v1").id(unit).unsigned(1).id(unit).maybe_id(None).finish());
    let held = line.received.iter().map(|file| HeldBundle {
        bundle: file.bundle,
        line: on,
        sequence: file.sequence,
        previous: file.previous,
        sha256: file.hash,
        imported_ms: file.at_ms,
    });
    let key = KeyBytes(crate::laptops::signs_with(laptop)?);
    Ok(PinnedSender { unit, key, agreements: Vec::new(), held: held.collect() })
}

/// The file, read whole only where it is for us and new: a folder fills with files that were taken in long ago.
fn waiting(path: &Path, ground: &Ground) -> Result<Waiting, OpenRefusal> {
    let unreadable = |cause: std::io::Error| OpenRefusal::Unreadable(cause.kind());
    let mut file = File::open(path).map_err(unreadable)?;
    let manifest = bundles::open(&mut BufReader::new(&mut file), &ground.reader())?.manifest().clone();
    let mut bytes = Vec::new();
    file.rewind().and_then(|()| file.read_to_end(&mut bytes)).map_err(unreadable)?;
    Ok(Waiting { key: manifest.sender_key.0, sequence: manifest.sequence, sealed_at_ms: manifest.created_ms, bytes })
}

fn look(folder: &Path, ground: &Ground) -> Outcome<Lying> {
    let mut lying = Lying::default();
    let listed = std::fs::read_dir(folder).map_err(|_| Plain::CannotReadThere)?;
    let mut paths: Vec<PathBuf> = listed.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == ENDING) && path.is_file()) {
        match waiting(path, ground) {
            Ok(file) => lying.waiting.push(file),
            // For another laptop, or ours, or taken in before.
            Err(OpenRefusal::NotForUs | OpenRefusal::AlreadyImported { .. }) => {}
            Err(OpenRefusal::Unreadable(_)) => {
                lying.unread.push("A file could not be read. It may still be on its way; look again later.".to_owned());
            }
            Err(OpenRefusal::UnknownSender { .. }) => {
                lying.unread.push("A file is from a laptop this one does not know. It stays where it is.".to_owned());
            }
            Err(why) => lying.unread.push(words_of(crate::arriving::in_words(&why))),
        }
    }
    lying.waiting.sort_by_key(|file| (file.key, file.sequence));
    let mut before = None;
    for file in std::mem::take(&mut lying.waiting) {
        // Two of one number: a copy of that laptop's store was used. The first is taken in, the other is named.
        if before.replace((file.key, file.sequence)) == Some((file.key, file.sequence)) {
            let why = OpenRefusal::Forked { sequence: file.sequence };
            lying.unread.push(words_of(crate::arriving::in_words(&why)));
        } else {
            lying.waiting.push(file);
        }
    }
    Ok(lying)
}

fn words_of(trouble: Trouble) -> String {
    match trouble.told("") {
        crate::trouble::Told::Refusal { words, .. } | crate::trouble::Told::Fault { words, .. } => words,
    }
}

/// What was done inside the transaction.
#[derive(Default)]
struct Done {
    found: Vec<FoundFile>,
    ready: Vec<ReadyFor>,
    files: Vec<Vec<u8>>,
}

/// Whether files are sealed too, or only counted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Rehearsed,
    ForGood,
}

fn come_together(
    w: &mut Writing<'_, '_>,
    (ground, lying): (&Ground, &Lying),
    how: How,
    outside: &mut dyn Surroundings,
) -> Outcome<Done> {
    let mut done = Done::default();
    let total = lying.waiting.len() as u64;
    for (place, file) in lying.waiting.iter().enumerate() {
        let mut source = file.bytes.as_slice();
        let opened = bundles::open(&mut source, &ground.reader()).map_err(|why| crate::arriving::in_words(&why))?;
        let from = sender(&ground.others, &opened.manifest().sender_key.0)?.ok_or(Plain::NotFound)?;
        let mut go_on = |_: u64, _: u64| {
            outside.go_on(Progress { label: "Bringing the laptops together", done: place as u64, total: total.max(1) })
        };
        let came = Taking::from(w, from)?.take(w, opened, &mut go_on)?;
        done.found.push(found(from, file, came));
    }
    for laptop in ground.trusted() {
        let handed = crate::laptops_enrol::handed_to(w.inner.store(), &laptop.body)?;
        let Some(outgoing) = Outgoing::collect(w, laptop, handed)? else { continue };
        done.ready.push(ReadyFor {
            name: laptop.body.name.clone(),
            changes: u32::try_from(outgoing.changes).unwrap_or(u32::MAX),
            held_here: outgoing.waiting,
        });
        if how == How::ForGood {
            done.files.push(outgoing.seal(w, laptop, &By { keys: &ground.keys, marking: &ground.marking })?);
        }
    }
    Ok(done)
}

fn found(from: &Kept<Laptop>, file: &Waiting, came: Came) -> FoundFile {
    FoundFile {
        from: from.body.name.clone(),
        sealed_at: moment_of(file.sealed_at_ms),
        new: came.new,
        changed: came.changed,
        entries: u32::try_from(came.entries).unwrap_or(u32::MAX),
        conflicts: came.conflicts,
        waiting: came.waiting,
        set_apart: came.set_apart,
    }
}

/// Lets a folder be picked and says what bringing the laptops together in it would do. Nothing is changed.
pub fn look_at_laptops_folder(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<ExchangeView> {
    let ground = Ground::of(sitting)?;
    let Some(folder) = sitting.surroundings.pick_folder() else { return Ok(ExchangeView::default()) };
    let lying = look(&folder, &ground)?;
    let rehearsed = sitting.rehearse(Doing::of_unit("look_at_laptops_folder"), |w, outside| {
        come_together(w, (&ground, &lying), How::Rehearsed, outside)
    });
    // Keys of compartments that came with the rehearsal are forgotten with it.
    sitting.store().close_compartments()?;
    sitting.open_compartments()?;
    let done = rehearsed?;
    sitting.note(Doing::of_unit("look_at_laptops_folder"))?;
    sitting.keep_setting(FOLDER, &folder)?;
    Ok(view(&folder, lying, done, None))
}

/// Brings the laptops together in the folder that was picked last. All of what lies there is taken in, or nothing.
pub fn exchange_laptops(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<ExchangeView> {
    let folder: PathBuf = sitting.setting(FOLDER)?.ok_or(Plain::NoFolderPicked)?;
    let ground = Ground::of(sitting)?;
    let lying = look(&folder, &ground)?;
    let taken = sitting.write_and_tell(Doing::of_unit("exchange_laptops"), |w, outside| {
        come_together(w, (&ground, &lying), How::ForGood, outside)
    });
    sitting.store().close_compartments()?;
    sitting.open_compartments()?;
    let mut done = taken?;
    // A file that is noted and does not stand is made up for by the next, which holds the same and more.
    for file in std::mem::take(&mut done.files) {
        let name = bundles::fresh_file_name().map_err(|cause| fault(&cause))?;
        store::write_whole(&folder.join(name), &file).map_err(|_| Plain::CannotWriteThere)?;
    }
    if sitting.setting::<bool>(crate::rotation::DUE)? == Some(true) {
        // It stays due where it fails, and is made up for at the next sign-in.
        let _ = sitting.opened.replace_store_key();
    }
    let written = u32::try_from(done.ready.len()).unwrap_or(u32::MAX);
    Ok(view(&folder, lying, done, Some(written)))
}

/// How many files were written; none where it was only looked at.
fn view(folder: &Path, lying: Lying, done: Done, written: Option<u32>) -> ExchangeView {
    let words = match written {
        _ if done.found.is_empty() && done.ready.is_empty() => {
            "Nothing new lies there, and there is nothing new here. The laptops have what they can have of each other."
        }
        None => "Nothing has been changed yet.",
        Some(0) => "Done. Nothing here has to go back to the other laptops.",
        Some(_) => "Done. Take the folder or the stick to the other laptop and bring them together there as well.",
    };
    ExchangeView {
        picked: true,
        folder: folder.display().to_string(),
        found: done.found,
        ready: done.ready,
        unread: lying.unread,
        written: written.unwrap_or(0),
        words: words.to_owned(),
    }
}

/// The folder used last, in words.
pub(crate) fn last_folder(sitting: &Sitting<'_>) -> Outcome<String> {
    Ok(sitting.setting::<PathBuf>(FOLDER)?.map(|folder| folder.display().to_string()).unwrap_or_default())
}
