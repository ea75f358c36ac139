//! Refusals, which belong to the user and say what to do next, and faults, which belong to the log and name nobody.

use crate::asks::shared::HitView;
use casework::agency::Role;
use casework::gate_code::GateCode;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What a command comes to.
pub type Outcome<T> = Result<T, Trouble>;

/// A command that did not go through.
#[derive(Debug)]
pub enum Trouble {
    /// Expected; the user can do something about it.
    Refusal(Refusal),
    /// Not expected; kept for the log without personal data.
    Fault(Fault),
}

/// One field of a form that cannot be taken as it is.
#[derive(Debug, Clone, Serialize)]
pub struct FieldTrouble {
    /// Field name of the question, dotted ("victim.name").
    pub field: String,
    /// What is wrong and what to write instead.
    pub words: String,
}

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident = $key:literal),+ $(,)?) => {
        /// Why the desk says no, where no further facts are needed. Worded in assets/wording/refusals.en-GB.toml.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Plain { $($(#[$doc])* $name),+ }

        impl Plain {
            /// Every plain refusal; a test walks it against the wording.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Key in the wording file.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key),+ }
            }
        }
    };
}

refusals! {
    NotSignedIn = "not_signed_in",
    AlreadySignedIn = "already_signed_in",
    UnknownCommand = "unknown_command",
    NotFromThisWindow = "not_from_this_window",
    WrongPassphrase = "wrong_passphrase",
    WaitBeforeNextTry = "wait_before_next_try",
    UnitAlreadyThere = "unit_already_there",
    NoUnitYet = "no_unit_yet",
    KeyringNotReady = "keyring_not_ready",
    NotFound = "not_found",
    AlreadySigned = "already_signed",
    NothingSelected = "nothing_selected",
    AllAgenciesAsked = "all_agencies_asked",
    MeetingNotRunning = "meeting_not_running",
    MeetingRunning = "meeting_running",
    QuorumNotMet = "quorum_not_met",
    ConfidentialityNotConfirmed = "confidentiality_not_confirmed",
    CasesStillWaiting = "cases_still_waiting",
    AlreadyOnAgenda = "already_on_agenda",
    NoAdviceToTurn = "no_advice_to_turn",
    NotOwner = "not_owner",
    WallsNotBuilt = "walls_not_built",
    BannerNotAcknowledged = "banner_not_acknowledged",
    RefusedWhileProjecting = "refused_while_projecting",
    NoFilePicked = "no_file_picked",
    FileTooLarge = "file_too_large",
    ListNotReadable = "list_not_readable",
    NothingNewInList = "nothing_new_in_list",
    BrokenRowsNotSeen = "broken_rows_not_seen",
    Stopped = "stopped",
    PackNotReadable = "pack_not_readable",
    NoPack = "no_pack",
    MoveNotAllowed = "move_not_allowed",
    PlanNotAgreed = "plan_not_agreed",
    DraftAlreadyThere = "draft_already_there",
    CannotWriteThere = "cannot_write_there",
    CannotReadThere = "cannot_read_there",
    SavedFileDiffers = "saved_file_differs",
    SavedFileGone = "saved_file_gone",
    NoViewer = "no_viewer",
    NoSuchPrinter = "no_such_printer",
    NotPrinted = "not_printed",
    PrinterDidNotAnswer = "printer_did_not_answer",
    DiskFull = "disk_full",
    StoreReadOnly = "store_read_only",
    LastChair = "last_chair",
    NameTaken = "name_taken",
    StoreIsOlder = "store_is_older",
    StoreIsDamaged = "store_is_damaged",
    NothingToDeclare = "nothing_to_declare",
    NotACheckpoint = "not_a_checkpoint",
    BehindAWall = "behind_a_wall",
    OtherAgency = "other_agency",
    LastHolder = "last_holder",
    AlreadyRestricted = "already_restricted",
    PartyToTheCase = "party_to_the_case",
    RestrictedStaysOut = "restricted_stays_out",
    AlreadySealed = "already_sealed",
    NoWordsShown = "no_words_shown",
    RecoveryWordsDoNotOpen = "recovery_words_do_not_open",
    NoKeeperOfThatName = "no_keeper_of_that_name",
    BackupRunning = "backup_running",
    NoRoomForBackup = "no_room_for_backup",
    NoSuchBackup = "no_such_backup",
    BackupNotWhole = "backup_not_whole",
    BackupOfOtherKey = "backup_of_other_key",
    SomethingThereAlready = "something_there_already",
    SecondPlaceIsTheFirst = "second_place_is_the_first",
    ExchangeKeysThere = "exchange_keys_there",
    NoExchangeKeys = "no_exchange_keys",
    CardNotReadable = "card_not_readable",
    CardIsOurs = "card_is_ours",
    CardKnown = "card_known",
    KeysDiffer = "keys_differ",
    KeysNotCompared = "keys_not_compared",
    AgreementNotSigned = "agreement_not_signed",
    AgreementNotSuspended = "agreement_not_suspended",
    AgreementRevoked = "agreement_revoked",
    DocumentThere = "document_there",
    DocumentNotReadable = "document_not_readable",
    NothingChangedSince = "nothing_changed_since",
    ShareChanged = "share_changed",
    ShareNotWhole = "share_not_whole",
    ShareTooLarge = "share_too_large",
    FormNotHere = "form_not_here",
    VerdictsMissing = "verdicts_missing",
    ArrivingChanged = "arriving_changed",
    CannotBringIn = "cannot_bring_in",
    ConflictsWithoutChoice = "conflicts_without_choice",
    ConflictSettled = "conflict_settled",
    AlreadyUndone = "already_undone",
    NotUndone = "not_undone",
    NotLookedAt = "not_looked_at",
    NothingToReceipt = "nothing_to_receipt",
    NotTheKeyDesk = "not_the_key_desk",
    NotALaptopsRequest = "not_a_laptops_request",
    NotAnInvitation = "not_an_invitation",
    LaptopKnown = "laptop_known",
    OwnLaptop = "own_laptop",
    LaptopStruckOff = "laptop_struck_off",
    NoFolderPicked = "no_folder_picked",
    NoOtherLaptop = "no_other_laptop",
}

/// Why the desk says no.
#[derive(Debug, Clone)]
pub enum Refusal {
    /// No further facts.
    Plain(Plain),
    /// The member's role may not do this; these may.
    NotYourRole { needed: Vec<Role> },
    /// The question does not fit its form; never quotes values.
    BadQuestion { command: String },
    /// Fields to mend.
    Fields(Vec<FieldTrouble>),
    /// Free text names a protected detail: reword, or release with a reason.
    TextHits(Vec<HitView>),
    /// The gate lets nothing leave; worded in assets/wording/gate.en-GB.toml. `about` names cases by reference, or a law.
    Gate { code: GateCode, about: String },
    /// Blockers before something can be agreed or signed, each in plain words.
    Blocked(Vec<FieldTrouble>),
    /// The store or the keyring is in trouble; the door shows its calm screen.
    Store(crate::asks::door::StoreTrouble),
    /// A bundle is not read, or not sealed; `about` is a day, a number, the first digits of a key, or cases by reference.
    Bundle { key: &'static str, about: String },
    /// A paper cannot be set: fields with characters no embedded face has, and the like.
    Paper(Vec<FieldTrouble>),
}

/// Something the program did not expect. Holds a code and the place, never a value.
#[derive(Debug, Clone)]
pub struct Fault {
    /// Where it happened, as code ("store.write").
    pub place: &'static str,
    /// Cause in the library's words with values left out.
    pub cause: String,
}

impl Refusal {
    /// The key under which the wording stands.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Plain(plain) => plain.key(),
            Self::NotYourRole { .. } => "not_your_role",
            Self::BadQuestion { .. } => "bad_question",
            Self::Fields(_) => "fields",
            Self::TextHits(_) => "text_hits",
            Self::Blocked(_) => "blocked",
            Self::Paper(_) => "paper",
            Self::Gate { code, .. } => code.key(),
            Self::Bundle { key, .. } => key,
            Self::Store(_) => "store_trouble",
        }
    }
}

/// What the window receives when a command did not go through.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Told {
    /// A refusal in words.
    Refusal { key: &'static str, words: String, next: String, fields: Vec<FieldTrouble>, hits: Vec<HitView> },
    /// One calm sentence and a reference to the log.
    Fault { reference: String, words: String },
}

#[derive(serde::Deserialize)]
struct Sentence {
    words: String,
    next: String,
}

fn sentences() -> &'static BTreeMap<String, Sentence> {
    static SENTENCES: OnceLock<BTreeMap<String, Sentence>> = OnceLock::new();
    SENTENCES.get_or_init(|| toml::from_str(include_str!("../../../../assets/wording/refusals.en-GB.toml")).unwrap_or_default())
}

impl Trouble {
    /// The words for the window. `reference` is the fault's line in the log.
    #[must_use]
    pub fn told(&self, reference: &str) -> Told {
        match self {
            Self::Refusal(refusal) => refusal.told(),
            Self::Fault(_) => Told::Fault {
                reference: reference.to_owned(),
                words: "Something went wrong inside Holdfast. Nothing you saved is lost. Try again; if it happens twice, tell business support this reference.".to_owned(),
            },
        }
    }
}

impl Refusal {
    fn told(&self) -> Told {
        let key = self.key();
        let (words, next) =
            sentences().get(key).map_or((key.to_owned(), String::new()), |found| (found.words.clone(), found.next.clone()));
        let (fields, hits) = match self {
            Self::Fields(fields) | Self::Blocked(fields) | Self::Paper(fields) => (fields.clone(), Vec::new()),
            Self::TextHits(hits) => (Vec::new(), hits.clone()),
            Self::NotYourRole { needed } => {
                let who: Vec<&str> = needed.iter().map(|role| role.label()).collect();
                let words = words.replace("{needed}", &who.join(", "));
                return Told::Refusal { key, words, next, fields: Vec::new(), hits: Vec::new() };
            }
            Self::Gate { code, about } => {
                let (mut words, next) = crate::sharing_rows::gate_words(*code);
                if !about.is_empty() {
                    words = format!("{words} {about}.");
                }
                return Told::Refusal { key, words, next, fields: Vec::new(), hits: Vec::new() };
            }
            Self::Store(trouble) => {
                let (title, words, next) = crate::door_words::of(*trouble);
                let words = format!("{title}. {words}");
                return Told::Refusal { key, words, next: next.to_owned(), fields: Vec::new(), hits: Vec::new() };
            }
            Self::Bundle { about, .. } => {
                return Told::Refusal { key, words: words.replace("{about}", about), next, fields: Vec::new(), hits: Vec::new() };
            }
            Self::Plain(_) | Self::BadQuestion { .. } => (Vec::new(), Vec::new()),
        };
        Told::Refusal { key, words, next, fields, hits }
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

impl From<Plain> for Trouble {
    fn from(plain: Plain) -> Self {
        Self::Refusal(Refusal::Plain(plain))
    }
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// Collects what is wrong with a form, so that everything is said at once.
#[derive(Debug, Default)]
pub struct Form {
    troubles: Vec<FieldTrouble>,
}

impl Form {
    /// Notes a trouble with a field.
    pub fn wrong(&mut self, field: &str, words: &str) -> &mut Self {
        self.troubles.push(FieldTrouble { field: field.to_owned(), words: words.to_owned() });
        self
    }

    /// Notes a field that must not be empty.
    pub fn needs(&mut self, field: &str, value: &str, words: &str) -> &mut Self {
        if value.trim().is_empty() {
            self.wrong(field, words);
        }
        self
    }

    /// Refuses if anything was noted.
    ///
    /// # Errors
    /// [`Refusal::Fields`] with every trouble noted.
    pub fn done(self) -> Outcome<()> {
        if self.troubles.is_empty() { Ok(()) } else { Err(Refusal::Fields(self.troubles).into()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_has_words_and_a_next_step() {
        let others = ["not_your_role", "bad_question", "fields", "text_hits", "blocked", "paper"];
        let bundles = [
            "bundle_none",
            "bundle_newer",
            "bundle_altered",
            "bundle_cut_short",
            "bundle_not_for_us",
            "bundle_too_large",
            "bundle_unknown_sender",
            "bundle_no_agreement",
            "bundle_too_early",
            "bundle_too_late",
            "bundle_known",
            "bundle_forked",
            "bundle_records_damaged",
        ];
        let others = others.into_iter().chain(bundles);
        for key in Plain::ALL.iter().map(|plain| plain.key()).chain(others) {
            let said = sentences().get(key);
            assert!(said.is_some_and(|s| !s.words.is_empty() && !s.next.is_empty()), "no words for {key}");
        }
    }
}
