//! The one file of the unit: SQLCipher, its journal, its index tables, and the other files of ours beside it.
//!
//! One way to write: [`Store::write`] with a [`Cause`]; it leaves one root act, and act, entries and index rows stand or
//! fall together. Every read is a method of [`Store`], inside a write through [`Writing::store`]. The value of a record
//! lives only in its sealed payloads; [`Record::body`] is what its heads give now.

mod altered;
mod attachments;
mod backup;
mod backup_folder;
mod backup_manifest;
mod backup_thinning;
mod backup_trouble;
mod bring_up;
mod carried;
mod cases;
mod cause;
mod checkpoints;
#[cfg(feature = "bench")]
mod comparison;
mod compartments;
mod connection;
mod continuity;
mod drafts;
mod drill;
mod entering;
mod entropy;
mod exchange;
mod fault;
mod files;
mod find;
mod first_read;
mod history;
mod index_write;
mod laptop_files;
mod laptop_in;
mod laptop_keys;
mod laptop_out;
mod laptop_sealed;
mod migrate;
mod moving_in;
mod names;
mod open;
mod part;
mod place;
mod pragmas;
mod receive;
mod records;
mod rekey;
mod restore;
mod restricted;
mod rows;
mod session_index;
mod set_aside;
mod sql;
mod standing;
mod support_copy;
mod timeline;
mod today;
mod trouble;
mod verify;
mod verify_records;
mod writing;

pub use altered::alter_an_act_for_show;
pub use attachments::{ATTACHMENT_LIMIT, AboutAttachment, Attachment, AttachmentName, AttachmentState};
pub use backup::{Kept, Snapshot, copy_backup, free_at, verify_backup};
pub use backup_folder::{Listed, list_backups, newest_backup, read_manifest};
pub use backup_manifest::{BackupHead, BlockName, Manifest};
pub use backup_thinning::{Thinned, thin_backups};
pub use backup_trouble::BackupTrouble;
pub use bring_up::CopyBefore;
pub use carried::{Brought, CameFrom, Carried, CarriedEntry};
pub use cases::{CaseCount, CasesAsked, CasesFrom, CasesPage, CasesSort, Chosen};
pub use cause::{Cause, Placing, Receipt};
pub use checkpoints::{KeptCheckpoint, Signing};
pub use compartments::{Compartment, Granter, KeptGrant, SealedIn};
pub use continuity::{PACK_FILE, Pack, pack_made_at, read_pack, write_pack};
pub use drafts::Draft;
pub use drill::{DrillTrouble, Drilled, drill};
pub use entropy::{Entropy, SystemEntropy};
pub use exchange::{BundleLine, BundleOfLine, Direction, KnownDevice};
pub use fault::Fault;
pub use files::{SlotCopies, read_slots, write_slots, write_whole};
pub use find::{Found, KeyFound, SHORTEST_SEARCH};
pub use history::{ActLine, ActsAsked, ActsOf, HistoryLine};
pub use journal::{Checkpoint, Hash, Id};
pub use laptop_files::{HeldBack, LaptopFile};
pub use laptop_keys::CompartmentCame;
pub use laptop_out::ForLaptop;
pub use laptop_sealed::SealedCarried;
pub use migrate::SCHEMA_VERSION;
pub use moving_in::{finish_moving_in, move_in};
pub use open::{Founding, Store, Thoroughness};
pub use receive::{Arrival, Received};
pub use records::{Conflict, Record};
pub use restore::{
    Adopted, Restored, STORE_FILE, adopt_restored, adopted, finish_adopting, forget_adopted, remove_restored, restore_beside,
};
pub use restricted::{case_of_restriction, restriction_code};
pub use rows::{
    ActionRow, AlertRow, CaseRow, CheckRow, Contact, Done, IndexRow, KeyKind, KeyRow, LinkRow, SearchedAs, TextRow, TimelineRow,
    Walls,
};
pub use set_aside::{SetAside, Settled};
pub use support_copy::{CopiedAsItLies, copy_as_it_lies};
pub use timeline::{IncidentWeek, TimelineAsked};
pub use today::{ActionLine, AlertLine, CheckLine, WaitingOn};
pub use trouble::{CreateTrouble, OpenTrouble};
pub use verify::{FirstBad, Verified};
pub use verify_records::{RecordsWalked, VerifiedRecords};
pub use writing::Writing;
