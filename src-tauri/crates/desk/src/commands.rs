//! The one table of commands: question, answer, who may ask, from which window, the act it leaves, what goes stale.

use crate::asks::{
    agreements, annexes, arrive, backups, cas, cases, casework, copies, disclosures, door, intake, laptops, log, meeting,
    paper_preview, papers, partners, plan, plan_contact, recovery, restricted, screening, shared, sharing, today, unit,
    victim_plan, walls,
};
use crate::command::{
    ADVOCATES, CASE_WORKERS, CONTACTERS, EVERYONE, KEEPERS, LOG_CHECKERS, LOG_READERS, ROOM, SCREENERS, SIGNERS, WORKERS,
};
pub use crate::command::{Command, Leaves, Who, Window};
use crate::sitting::{Desk, Sitting};
use crate::trouble::{Outcome, Plain, Refusal};
use crate::typescript::Declarations;
use ::casework::agency::Role;
use serde::Serialize;
use serde_json::Value;

/// From which windows: the desk's own where the line names none.
macro_rules! from {
    () => { [Window::Main] };
    ($($window:ident)+) => { [$(Window::$window),+] };
}

macro_rules! commands {
    (
        door { $($dname:ident: $dq:ty => $da:ty, $dact:expr, $dstale:expr, $drun:path $(, from $($dwindow:ident)+)?;)+ }
        desk { $($name:ident: $q:ty => $a:ty, $roles:expr, $act:expr, $stale:expr, $run:path $(, from $($window:ident)+)?;)+ }
    ) => {
        /// The table.
        pub const COMMANDS: &[Command] = &[
            $(Command { name: stringify!($dname), who: Who::AtTheDoor, windows: &from!($($($dwindow)+)?), leaves: $dact, stale: &$dstale },)+
            $(Command { name: stringify!($name), who: Who::Roles($roles), windows: &from!($($($window)+)?), leaves: $act, stale: &$stale },)+
        ];

        fn run(desk: &mut Desk, name: &str, question: Value) -> Outcome<Value> {
            match name {
                $(stringify!($dname) => answer::<$da>($drun(desk, asked::<$dq>(name, question)?)),)+
                $(stringify!($name) => {
                    let question = asked::<$q>(name, question)?;
                    let mut sitting: Sitting<'_> = desk.sit()?;
                    let done = $run(&mut sitting, question);
                    answer::<$a>(done)
                })+
                _ => Err(Plain::UnknownCommand.into()),
            }
        }

        /// The TypeScript file that is the window's only door.
        #[must_use]
        pub fn typescript() -> String {
            let mut types = Declarations::new();
            let mut map = String::new();
            $({ let q = types.add::<$dq>(); let a = types.add::<$da>();
                map.push_str(&format!("  {}: {{ ask: {q}; answer: {a} }};\n", stringify!($dname))); })+
            $({ let q = types.add::<$q>(); let a = types.add::<$a>();
                map.push_str(&format!("  {}: {{ ask: {q}; answer: {a} }};\n", stringify!($name))); })+
            format!("// Generated from the command table in desk. Do not edit: run the tests with HOLDFAST_WRITE_TYPES=1.\n\n{}/** Every command, its question and its answer. */\nexport interface Commands {{\n{map}}}\n", types.text())
        }
    };
}

fn asked<Q: serde::de::DeserializeOwned>(name: &str, question: Value) -> Outcome<Q> {
    serde_json::from_value(crate::typed::seen(question)).map_err(|_| Refusal::BadQuestion { command: name.to_owned() }.into())
}

fn answer<A: Serialize>(done: Outcome<A>) -> Outcome<Value> {
    done.and_then(|answer| {
        serde_json::to_value(answer)
            .map_err(|cause| crate::trouble::Fault { place: "commands.answer", cause: cause.to_string() }.into())
    })
}

/// The line of a command.
#[must_use]
pub fn command(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

/// Refuses whoever may not give this command.
pub(crate) fn refuse_role(line: &Command, role: Option<Role>) -> Outcome<()> {
    match (line.who, role) {
        (Who::AtTheDoor, _) => Ok(()),
        (Who::Roles(_), None) => Err(crate::trouble::Plain::NotSignedIn.into()),
        (Who::Roles(roles), Some(role)) if roles.contains(&role) => Ok(()),
        (Who::Roles(roles), Some(_)) => Err(Refusal::NotYourRole { needed: roles.to_vec() }.into()),
    }
}

impl Desk {
    /// Gives a command and returns its answer as JSON.
    ///
    /// # Errors
    /// A refusal or a fault; in both cases nothing was changed.
    pub fn give(&mut self, name: &str, window: Window, question: Value) -> Outcome<Value> {
        let line = command(name).ok_or(Plain::UnknownCommand)?;
        if !line.windows.contains(&window) {
            return Err(Plain::NotFromThisWindow.into());
        }
        refuse_role(line, self.role())?;
        self.end_step_in_when_due()?;
        let done = run(self, name, question);
        // Commands at the door count their tries themselves.
        if matches!(line.who, Who::Roles(_)) && done.as_ref().is_err_and(crate::tries::is_wrong_passphrase) {
            let now = self.now();
            self.count_failed_try(now);
        }
        self.heed_clock();
        self.keep_newest_mark();
        done
    }
}

use Leaves::{Act, Nothing as None_};
use shared::{Nothing, Recorded, WhichCase, WhichRecord};

commands! {
    door {
        look_at_door: Nothing => door::DoorView, None_, [], crate::door::look_at_door, from Main Lock;
        set_up_choices: Nothing => door::SetUpChoices, None_, [], crate::door::set_up_choices;
        suggest_passphrase: Nothing => door::SuggestedPassphrase, None_, [], crate::door::suggest_passphrase, from Main Lock;
        set_up_unit: door::SetUpUnit => door::SessionView, Act("set_up_unit"), ["session"], crate::door::set_up_unit;
        try_example: Nothing => door::DoorView, None_, ["session"], crate::door::try_example;
        open_other_example: Nothing => door::DoorView, None_, ["session"], crate::example_pair::open_other_example, from Main Lock;
        unlock: door::Unlock => door::SessionView, Act("unlock"), ["session"], crate::door::unlock, from Main Lock;
        recover_store: recovery::RecoverStore => door::SessionView, Act("recover_store"), ["session"], crate::recovery::recover_store, from Main Lock;
        step_in: restricted::StepIn => restricted::SteppedIn, Act("step_in"), ["case", "today"], crate::stepping_in::step_in;
        step_out: Nothing => Nothing, None_, ["case", "today"], crate::stepping_in::step_out;
        lock: Nothing => door::DoorView, Act("lock"), ["session"], crate::door::lock;
        backups_at_door: backups::BackupsAtDoor => backups::RestorableView, None_, [], crate::restoring::backups_at_door, from Main Lock;
        restore_at_door: backups::RestoreAtDoor => backups::RestoredView, None_, [], crate::restoring::restore_at_door, from Main Lock;
        adopt_at_door: backups::AdoptAtDoor => door::DoorView, None_, ["session"], crate::restoring::adopt_at_door, from Main Lock;
        joining: Nothing => laptops::JoiningView, None_, [], crate::laptops_join::joining;
        ask_to_join: Nothing => laptops::JoiningView, None_, [], crate::laptops_join::ask_to_join;
        pick_invitation: Nothing => laptops::JoiningView, None_, [], crate::laptops_join::pick_invitation;
        join_unit: laptops::JoinUnit => door::SessionView, Act("join_unit"), ["session"], crate::laptops_join::join_unit;
        copy_for_support: Nothing => door::CopiedForSupport, None_, [], crate::support_copy::copy_for_support, from Main Lock;
    }
    desk {
        who_am_i: Nothing => door::SessionView, EVERYONE, None_, [], crate::unit::who_am_i;
        keep_settings: door::Settings => door::Settings, EVERYONE, None_, [], crate::unit::keep_settings;
        unit: Nothing => unit::UnitView, EVERYONE, None_, [], crate::unit::unit;
        add_member: unit::AddMember => Recorded, KEEPERS, Act("add_member"), ["unit"], crate::unit::add_member;
        end_member: unit::EndMember => Recorded, SIGNERS, Act("end_member"), ["unit"], crate::unit::end_member;
        change_passphrase: unit::ChangePassphrase => Nothing, EVERYONE, Act("change_passphrase"), [], crate::unit::change_passphrase;
        make_recovery_words: Nothing => recovery::RecoverySheets, KEEPERS, Act("make_recovery_words"), [], crate::recovery::make_recovery_words;
        confirm_recovery_words: recovery::ConfirmRecoveryWords => recovery::RecoveryState, KEEPERS, Act("confirm_recovery_words"), ["session", "unit"], crate::recovery::confirm_recovery_words;
        drill_recovery: recovery::DrillRecovery => recovery::RecoveryState, KEEPERS, Act("drill_recovery"), ["unit"], crate::recovery::drill_recovery;
        recovery_state: Nothing => recovery::RecoveryState, EVERYONE, None_, [], crate::recovery::recovery_state;
        recovery_of_compartments: Nothing => recovery::CompartmentsView, WORKERS, None_, [], crate::recovery_of_compartments::recovery_of_compartments;
        make_recovery_of_compartment: recovery::WhichCompartment => recovery::CompartmentSheet, WORKERS, Act("make_recovery_of_compartment"), [], crate::recovery_of_compartments::make_recovery_of_compartment;
        confirm_recovery_of_compartment: recovery::CompartmentWords => recovery::CompartmentsView, WORKERS, Act("confirm_recovery_of_compartment"), ["unit"], crate::recovery_of_compartments::confirm_recovery_of_compartment;
        drill_recovery_of_compartment: recovery::CompartmentWords => recovery::CompartmentsView, WORKERS, Act("drill_recovery_of_compartment"), ["unit"], crate::recovery_of_compartments::drill_recovery_of_compartment;
        recover_compartment: recovery::CompartmentWords => recovery::CompartmentsView, WORKERS, Act("recover_compartment"), ["case", "unit"], crate::recovery_of_compartments::recover_compartment;
        walls: Nothing => walls::WallsView, EVERYONE, None_, [], crate::walls::walls;
        let_in: walls::LetIn => walls::WallsView, WORKERS, Act("grant_compartment"), ["unit"], crate::walls::let_in;
        shut_out: walls::ShutOut => walls::WallsView, WORKERS, Act("revoke_compartment"), ["unit"], crate::walls::shut_out;
        write_note: walls::WriteNote => Recorded, WORKERS, Act("write_note"), ["case"], crate::notes::write_note;
        seal_record: restricted::SealRecord => Recorded, WORKERS, Act("seal_record"), ["case"], crate::notes::seal_record;
        restrict_case: restricted::RestrictCase => restricted::CaseRestricted, KEEPERS, Act("restrict_case"), ["case", "cases", "today", "meeting"], crate::restricted::restrict_case;
        notes: WhichCase => walls::NotesView, WORKERS, Act("read_notes"), [], crate::notes::notes;
        laptops: Nothing => laptops::LaptopsView, WORKERS, None_, [], crate::laptops_view::laptops;
        look_at_laptops_folder: Nothing => laptops::ExchangeView, ROOM, Act("look_at_laptops_folder"), [], crate::laptops_exchange::look_at_laptops_folder;
        exchange_laptops: Nothing => laptops::ExchangeView, ROOM, Act("exchange_laptops"), ["session", "unit", "case", "cases", "today", "referrals", "arrive", "meeting", "laptops"], crate::laptops_exchange::exchange_laptops;
        enrol_laptop: laptops::EnrolLaptop => laptops::LaptopEnrolled, KEEPERS, Act("enrol_laptop"), ["laptops"], crate::laptops_enrol::enrol_laptop;
        hand_on_keys: laptops::HandOn => laptops::LaptopsView, WORKERS, Act("hand_on_keys"), [], crate::laptops_enrol::hand_on_keys;
        come_in_here: laptops::ComeIn => laptops::LaptopsView, WORKERS, Act("come_in_here"), [], crate::laptops_enrol::come_in;
        strike_laptop_off: laptops::StrikeOff => laptops::LaptopsView, KEEPERS, Act("strike_laptop_off"), ["case", "cases", "today"], crate::laptops_strike::strike_laptop_off;
        load_pack: unit::LoadPack => unit::PackView, KEEPERS, Act("load_pack"), ["unit"], crate::unit::load_pack;
        pick_file: unit::PickFile => unit::PickedFile, WORKERS, None_, [], crate::unit::pick_file;
        keep_draft: unit::KeepDraft => unit::DraftView, WORKERS, None_, [], crate::unit::keep_draft;
        draft: unit::WhichDraft => unit::DraftView, WORKERS, None_, [], crate::unit::draft;
        drop_draft: unit::WhichDraft => Nothing, WORKERS, None_, [], crate::unit::drop_draft;
        backups: Nothing => backups::BackupsView, EVERYONE, None_, [], crate::backups::backups;
        back_up: Nothing => backups::BackupsView, ROOM, Act("back_up"), ["unit"], crate::backups::back_up_now;
        choose_second_place: Nothing => backups::BackupsView, KEEPERS, Act("choose_second_place"), ["unit"], crate::second_place::choose_second_place;
        drill_backup: Nothing => backups::BackupsView, ROOM, Act("drill_backup"), ["unit"], crate::drill::drill_backup;
        history: WhichRecord => unit::HistoryView, EVERYONE, None_, [], crate::history::history;
        check_chains: Nothing => unit::ChainsView, LOG_CHECKERS, Act("check_chains"), [], crate::history::check_chains;
        read_log: unit::ReadLog => unit::LogView, LOG_READERS, Act("read_log"), [], crate::history::read_log;

        review_log: log::ReviewLog => log::LogReview, LOG_READERS, Act("review_log"), [], crate::log_review::review_log;
        verify_log: Nothing => log::LogVerified, LOG_CHECKERS, Act("verify_log"), [], crate::log_review::verify_log;
        log_checkpoint: Nothing => log::CheckpointView, LOG_CHECKERS, Act("log_checkpoint"), [], crate::log_review::log_checkpoint;
        compare_witness: log::CompareWitness => log::WitnessView, LOG_CHECKERS, Act("compare_witness"), [], crate::log_review::compare_witness;
        log_state: Nothing => log::LogState, EVERYONE, None_, [], crate::freshness::log_state;
        declare_restore: log::DeclareRestore => log::LogState, KEEPERS, Act("declare_restore"), ["session", "unit"], crate::freshness::declare_restore;
        go_on_with_damage: log::GoOnWithDamage => log::LogState, KEEPERS, Act("go_on_with_damage"), ["session", "unit"], crate::record_checks::go_on_with_damage;

        today: Nothing => today::TodayView, EVERYONE, None_, [], crate::today::today;
        actions: today::ListActions => today::ActionsView, EVERYONE, None_, [], crate::today::actions;
        find: today::Find => today::FindView, WORKERS, None_, [], crate::find::find;
        close_find: today::CloseFind => Nothing, WORKERS, Act("search"), [], crate::find::close_find;

        cases: cases::ListCases => cases::CaseListView, WORKERS, None_, [], crate::cases::cases;
        open_case: WhichCase => cases::CaseView, WORKERS, Act("open_case"), [], crate::cases::open_case;
        case: WhichCase => cases::CaseView, WORKERS, None_, [], crate::cases::case;
        timeline: cases::ReadTimeline => cases::TimelineView, WORKERS, None_, [], crate::cases::timeline;
        reveal_contact: cases::RevealContact => cases::RevealedContact, CONTACTERS, Act("reveal_contact"), [], crate::contact::reveal_contact;
        codes: Nothing => casework::CodesView, EVERYONE, None_, [], crate::codes::codes;

        record_incident: casework::RecordIncident => Recorded, CASE_WORKERS, Act("record_incident"), ["case", "today"], crate::incidents::record_incident;
        correct_record: casework::CorrectRecord => Recorded, CASE_WORKERS, Act("correct_record"), ["case", "today"], crate::incidents::correct_record;
        record_order: casework::RecordOrder => Recorded, WORKERS, Act("record_order"), ["case", "today"], crate::incidents::record_order;
        record_event: casework::RecordEvent => Recorded, WORKERS, Act("record_event"), ["case", "today"], crate::incidents::record_event;
        add_person: casework::AddPerson => Recorded, WORKERS, Act("add_person"), ["case"], crate::people::add_person;
        add_known_detail: casework::AddKnownDetail => Recorded, WORKERS, Act("add_known_detail"), ["case"], crate::people::add_known_detail;
        record_contact: casework::RecordContact => Recorded, CONTACTERS, Act("record_contact"), ["case", "today"], crate::contact::record_contact;
        record_safe_contact: casework::RecordSafeContact => Recorded, CONTACTERS, Act("record_safe_contact"), ["case", "today"], crate::contact::record_safe_contact;
        doubt_safe_contact: casework::DoubtSafeContact => Recorded, WORKERS, Act("doubt_safe_contact"), ["case", "today"], crate::contact::doubt_safe_contact;
        confirm_safe_contact: casework::ConfirmSafeContact => Recorded, CONTACTERS, Act("confirm_safe_contact"), ["case", "today"], crate::contact::confirm_safe_contact;
        propose_action: casework::ProposeAction => Recorded, WORKERS, Act("propose_action"), ["case", "today", "meeting"], crate::actions::propose_action;
        move_action: casework::MoveAction => Recorded, WORKERS, Act("move_action"), ["case", "today", "meeting"], crate::actions::move_action;
        bring_to_meeting: casework::BringToMeeting => Recorded, WORKERS, Act("bring_to_meeting"), ["case", "today", "meeting"], crate::actions::bring_to_meeting;
        urgent_now: casework::UrgentNow => Recorded, WORKERS, Act("urgent_now"), ["case", "today", "meeting"], crate::actions::urgent_now;
        check_text: casework::CheckText => casework::TextChecked, WORKERS, None_, [], crate::reading::check_text;
        release_hit: casework::ReleaseHit => Recorded, CASE_WORKERS, Act("release_hit"), ["case", "meeting", "plan"], crate::reading::release_hit;

        referrals: Nothing => intake::ReferralsView, WORKERS, None_, [], crate::referrals::referrals;
        read_overnight_list: intake::ReadOvernightList => intake::DryRunView, WORKERS, None_, [], crate::overnight::read_overnight_list;
        take_overnight_list: intake::TakeOvernightList => intake::TakenView, WORKERS, Act("take_overnight_list"), ["today", "cases", "referrals"], crate::overnight::take_overnight_list;
        take_referral: intake::TakeReferral => intake::CaseOpened, WORKERS, Act("take_referral"), ["today", "cases", "referrals"], crate::referrals::take_referral;

        ask_agencies: WhichCase => screening::AgenciesAsked, WORKERS, Act("ask_agencies"), ["case", "today", "meeting"], crate::checks::ask_agencies;
        record_reply: screening::RecordReply => Recorded, WORKERS, Act("record_reply"), ["case", "today", "meeting"], crate::checks::record_reply;
        record_four_check: screening::RecordFourCheck => Recorded, SCREENERS, Act("record_four_check"), ["case"], crate::screening::record_four_check;
        sash_form: WhichCase => screening::SashFormView, CASE_WORKERS, None_, [], crate::sash::sash_form;
        read_sash: WhichRecord => screening::SashRead, CASE_WORKERS, Act("read_assessment"), [], crate::sash::read_sash;
        sign_sash: screening::SignSash => Recorded, SCREENERS, Act("sign_sash"), ["case", "today", "meeting", "referrals"], crate::sash::sign_sash;
        decide_screening: screening::DecideScreening => Recorded, SCREENERS, Act("decide_screening"), ["case", "today", "meeting", "referrals"], crate::screening::decide_screening;
        record_advice: screening::RecordAdvice => Recorded, SCREENERS, Act("record_advice"), ["case"], crate::screening::record_advice;

        open_bundle: arrive::OpenBundle => arrive::BundleOpened, CASE_WORKERS, Act("open_bundle"), [], crate::arriving_view::open_bundle;
        take_bundle: arrive::TakeBundle => arrive::BundleTaken, CASE_WORKERS, Act("take_bundle"), ["case", "cases", "today", "referrals", "arrive"], crate::arriving_take::take_bundle;
        waiting_bundles: Nothing => arrive::WaitingBundles, CASE_WORKERS, None_, [], crate::example_pair::waiting_bundles;
        imports: Nothing => arrive::ImportsView, CASE_WORKERS, None_, [], crate::arriving_undo::imports;
        undo_import: arrive::UndoImport => Recorded, KEEPERS, Act("undo_import"), ["case", "cases", "today", "referrals", "arrive"], crate::arriving_undo::undo_import;
        bring_back_import: arrive::WhichImport => Recorded, KEEPERS, Act("bring_back_import"), ["case", "cases", "today", "referrals", "arrive"], crate::arriving_undo::bring_back_import;
        seal_receipt: arrive::WhichImport => arrive::ReceiptSaved, CASE_WORKERS, Act("seal_receipt"), ["arrive"], crate::arriving_receipt::seal_receipt;
        seal_opened_receipt: arrive::OpenBundle => arrive::ReceiptSaved, CASE_WORKERS, Act("seal_opened_receipt"), ["arrive"], crate::arriving_receipt::seal_opened_receipt;
        note_originator_agreed: arrive::NoteOriginatorAgreed => Recorded, CASE_WORKERS, Act("note_originator_agreed"), ["case"], crate::arriving_onward::note_originator_agreed;
        conflicts: arrive::ListConflicts => arrive::ConflictsView, CASE_WORKERS, None_, [], crate::conflicts::conflicts;
        settle_conflict: arrive::SettleConflict => Recorded, CASE_WORKERS, Act("settle_conflict"), ["case", "today", "arrive"], crate::conflicts::settle_conflict;

        meetings: Nothing => meeting::MeetingsView, WORKERS, None_, [], crate::agenda::meetings;
        agenda: Nothing => meeting::AgendaView, WORKERS, None_, [], crate::agenda::agenda;
        open_meeting: meeting::OpenMeeting => meeting::AgendaView, ROOM, Act("open_meeting"), ["meeting", "today"], crate::agenda::open_meeting;
        record_attendance: meeting::RecordAttendance => meeting::AgendaView, ROOM, Act("record_attendance"), ["meeting", "today"], crate::agenda::record_attendance;
        go_on_without_quorum: meeting::GoOnWithoutQuorum => meeting::AgendaView, ROOM, Act("go_on_without_quorum"), ["meeting"], crate::agenda::go_on_without_quorum;
        room_case: meeting::WhichItem => meeting::RoomCaseView, WORKERS, Act("open_case_in_room"), [], crate::room::room_case;
        room_choices: Nothing => meeting::RoomChoices, WORKERS, None_, [], crate::room::room_choices;
        type_contribution: meeting::TypeContribution => meeting::ContributionKept, ROOM, Act("type_contribution"), ["meeting"], crate::room::type_contribution;
        record_decision: meeting::RecordDecision => meeting::DecisionRecorded, ROOM, Act("record_decision"), ["meeting", "case", "today"], crate::decisions::record_decision;
        undo_decision: meeting::UndoDecision => meeting::AgendaView, ROOM, Act("undo_decision"), ["meeting", "case", "today"], crate::decisions::undo_decision;
        advice_to_action: meeting::AdviceToAction => Recorded, ROOM, Act("advice_to_action"), ["meeting", "case", "today"], crate::decisions::advice_to_action;
        move_item: meeting::MoveItem => meeting::AgendaView, ROOM, Act("move_item"), ["meeting"], crate::agenda::move_item;
        add_late_case: meeting::AddLateCase => meeting::AgendaView, ROOM, Act("add_late_case"), ["meeting"], crate::agenda::add_late_case;
        keep_reflection: meeting::KeepReflection => meeting::AgendaView, ROOM, Act("keep_reflection"), ["meeting"], crate::agenda::keep_reflection;
        show_names: meeting::ShowNames => meeting::AgendaView, SIGNERS, Act("show_names"), ["meeting"], crate::room::show_names;
        project: meeting::Project => meeting::Projecting, ROOM, Act("project"), ["meeting"], crate::projecting::project;
        room_screen: Nothing => meeting::RoomScreen, WORKERS, None_, [], crate::projecting::room_screen, from Main Room;
        end_meeting: meeting::EndMeeting => meeting::MinutesView, SIGNERS, Act("end_meeting"), ["meeting", "today", "cases"], crate::minutes::end_meeting;
        minutes: meeting::WhichMeeting => meeting::MinutesView, WORKERS, Act("open_minutes"), [], crate::minutes::minutes;
        add_to_minutes: meeting::AddToMinutes => Recorded, ROOM, Act("add_to_minutes"), ["meeting"], crate::minutes::add_to_minutes;

        cas_list: WhichCase => cas::CasListView, CASE_WORKERS, None_, [], crate::cas::cas_list;
        start_cas: cas::StartCas => cas::CasView, CASE_WORKERS, Act("start_cas"), ["case"], crate::cas::start_cas;
        cas: cas::WhichCas => cas::CasView, CASE_WORKERS, None_, [], crate::cas::cas;
        answer_cas: cas::AnswerCas => cas::CasView, CASE_WORKERS, Act("answer_cas"), ["cas"], crate::cas_answers::answer_cas;
        write_cas_cell: cas::WriteCasCell => cas::CasView, CASE_WORKERS, Act("write_cas_cell"), ["cas"], crate::cas_answers::write_cas_cell;
        record_dissent: cas::RecordDissent => cas::CasView, CASE_WORKERS, Act("record_dissent"), ["cas"], crate::cas_answers::record_dissent;
        agree_cas: cas::WhichCas => cas::CasView, KEEPERS, Act("agree_cas"), ["cas", "case", "today"], crate::cas::agree_cas;
        void_cas: cas::VoidCas => cas::CasView, KEEPERS, Act("void_cas"), ["cas", "case", "plan"], crate::cas_standing::void_cas;
        add_addendum: cas::AddAddendum => cas::CasView, CASE_WORKERS, Act("add_addendum"), ["cas"], crate::cas_answers::add_addendum;

        plan: WhichCase => plan::PlanPage, WORKERS, None_, [], crate::plan::plan;
        preview_plan: plan::PreviewPlan => plan::PaperPreview, WORKERS, None_, [], crate::plan_preview::preview_plan;
        compare_plans: plan::ComparePlans => plan::PlanComparison, WORKERS, None_, [], crate::plan_comparing::compare_plans;
        plan_annexes: WhichCase => annexes::AnnexesView, WORKERS, Act("read_annexes"), [], crate::plan_annexes::plan_annexes;
        write_annex: annexes::WriteAnnex => annexes::AnnexesView, WORKERS, Act("write_annex"), ["plan"], crate::plan_annexes::write_annex;
        start_plan: WhichCase => plan::PlanPage, CASE_WORKERS, Act("start_plan"), ["plan", "case"], crate::plan::start_plan;
        write_plan: plan::WritePlan => plan::PlanPage, CASE_WORKERS, Act("write_plan"), ["plan"], crate::plan::write_plan;
        victim_plan: WhichCase => victim_plan::VictimPlanView, ADVOCATES, None_, [], crate::victim_plan::victim_plan;
        write_victim_plan: victim_plan::WriteVictimPlan => victim_plan::VictimPlanView, ADVOCATES, Act("write_victim_plan"), [], crate::victim_plan::write_victim_plan;
        answer_victim_plan: victim_plan::AnswerVictimPlan => victim_plan::VictimPlanView, ADVOCATES, Act("answer_victim_plan"), [], crate::victim_plan::answer_victim_plan;
        print_victim_plan: victim_plan::PrintVictimPlan => papers::PaperSaved, ADVOCATES, Act("print_victim_plan"), ["plan"], crate::papers_victim::print_victim_plan;
        agree_plan: plan::AgreePlan => plan::PlanPage, KEEPERS, Act("agree_plan"), ["plan", "case", "today"], crate::plan_agreeing::agree_plan;

        printers: Nothing => papers::PrintersView, EVERYONE, None_, [], crate::papers::printers;
        preview_paper: paper_preview::PaperAsked => plan::PaperPreview, EVERYONE, Act("read_paper"), [], crate::paper_preview::preview_paper;
        print_plan: papers::PrintPlan => papers::PaperSaved, WORKERS, Act("print_plan"), ["plan"], crate::papers::print_plan;
        plan_contact_choices: plan_contact::AskContactChoices => plan_contact::ContactChoices, CONTACTERS, None_, [], crate::papers_contact::plan_contact_choices;
        reveal_plan_details: papers::PrintPlan => plan_contact::PlanWithDetails, CONTACTERS, Act("reveal_plan_details"), [], crate::papers_contact::reveal_plan_details;
        print_agenda: papers::PrintAgenda => papers::PaperSaved, WORKERS, Act("print_agenda"), [], crate::papers::print_agenda;
        print_minutes: papers::PrintMinutes => papers::PaperSaved, WORKERS, Act("print_minutes"), [], crate::papers::print_minutes;
        check_page: copies::CheckPage => copies::PageChecked, WORKERS, None_, [], crate::copies::check_page;
        list_copies: copies::ListCopies => copies::CopiesView, WORKERS, None_, [], crate::copies::list_copies;
        end_copy: copies::EndCopy => copies::CopiesView, WORKERS, Act("end_copy"), ["plan"], crate::copies::end_copy;
        print_recovery_blank: papers::PrintRecoveryBlank => papers::PaperSaved, EVERYONE, Act("print_recovery_blank"), [], crate::papers_other::print_recovery_blank;
        print_log: papers::PrintLog => papers::PaperSaved, LOG_READERS, Act("print_log"), [], crate::papers_log::print_log;
        print_plans: papers::PrintPlans => papers::PlansPrinted, CASE_WORKERS, Act("print_plans"), ["plan"], crate::papers_batch::print_plans;
        delete_saved: papers::WhichSaved => papers::PaperDeleted, EVERYONE, Act("delete_saved"), [], crate::saved_papers::delete_saved;
        open_saved: papers::WhichSaved => Nothing, EVERYONE, None_, [], crate::saved_papers::open_saved;
        print_paper: papers::PrintPaper => papers::PaperSaved, CASE_WORKERS, Act("print_paper"), [], crate::papers_other::print_paper;

        agreements: Nothing => agreements::AgreementsView, WORKERS, None_, [], crate::agreements::agreements;
        agreement: agreements::WhichAgreement => agreements::AgreementView, WORKERS, None_, [], crate::agreements::agreement;
        start_agreement: agreements::StartAgreement => agreements::AgreementView, KEEPERS, Act("start_agreement"), ["agreements"], crate::agreements::start_agreement;
        write_agreement: agreements::WriteAgreement => agreements::AgreementView, KEEPERS, Act("write_agreement"), ["agreements", "today"], crate::agreements::write_agreement;
        sign_agreement: agreements::WhichAgreement => agreements::AgreementView, KEEPERS, Act("sign_agreement"), ["agreements", "today"], crate::agreements::sign_agreement;
        suspend_agreement: agreements::EndAgreement => agreements::AgreementView, KEEPERS, Act("suspend_agreement"), ["agreements", "today"], crate::agreements::suspend_agreement;
        resume_agreement: agreements::WhichAgreement => agreements::AgreementView, KEEPERS, Act("resume_agreement"), ["agreements", "today"], crate::agreements::resume_agreement;
        revoke_agreement: agreements::EndAgreement => agreements::AgreementView, KEEPERS, Act("revoke_agreement"), ["agreements", "today"], crate::agreements::revoke_agreement;
        review_agreement: agreements::ReviewAgreement => agreements::AgreementView, KEEPERS, Act("review_agreement"), ["agreements", "today"], crate::agreements::review_agreement;
        new_agreement_version: agreements::WhichAgreement => agreements::AgreementView, KEEPERS, Act("new_agreement_version"), ["agreements"], crate::agreements::new_agreement_version;
        keep_signed_document: agreements::KeepDocument => agreements::AgreementView, KEEPERS, Act("keep_signed_document"), ["agreements"], crate::agreement_document::keep_signed_document;
        save_signed_document: agreements::WhichAgreement => agreements::DocumentSaved, KEEPERS, Act("save_signed_document"), [], crate::agreement_document::save_signed_document;
        print_agreement: agreements::PrintAgreement => papers::PaperSaved, CASE_WORKERS, Act("print_agreement"), [], crate::papers_agreement::print_agreement;
        share_choices: sharing::ShareChoices => sharing::ShareChoicesView, CASE_WORKERS, None_, [], crate::sharing_preview::share_choices;
        share_preview: sharing::ShareWhat => sharing::SharePreview, CASE_WORKERS, None_, [], crate::sharing_preview::share_preview;
        seal_bundle: sharing::SealBundle => sharing::BundleSealed, CASE_WORKERS, Act("seal_bundle"), ["case", "share"], crate::sharing_seal::seal_bundle;
        notify_correction: sharing::NotifyCorrection => sharing::BundleSealed, CASE_WORKERS, Act("notify_correction"), ["case", "share"], crate::sharing_notices::notify_correction;
        withdraw_bundle: sharing::WithdrawBundle => sharing::BundleSealed, CASE_WORKERS, Act("withdraw_bundle"), ["case", "share"], crate::sharing_notices::withdraw_bundle;
        settle_cut_off: disclosures::SettleCutOff => Nothing, CASE_WORKERS, Act("settle_cut_off"), ["case", "share", "today"], crate::sharing_cut_off::settle_cut_off;
        hold_item: sharing::HoldItem => Recorded, CASE_WORKERS, Act("hold_item"), ["case", "share"], crate::sharing_owner::hold_item;
        lift_hold: sharing::LiftHold => Recorded, CASE_WORKERS, Act("lift_hold"), ["case", "share"], crate::sharing_owner::lift_hold;
        release_item: sharing::ReleaseItem => Recorded, CASE_WORKERS, Act("release_item"), ["case", "share"], crate::sharing_owner::release_item;
        withdraw_release: sharing::LiftHold => Recorded, CASE_WORKERS, Act("withdraw_release"), ["case", "share"], crate::sharing_owner::withdraw_release;
        link_partner: sharing::LinkPartner => Recorded, CASE_WORKERS, Act("link_partner"), ["case", "share"], crate::sharing_owner::link_partner;
        who_received: sharing::WhoReceived => sharing::WhoReceivedView, WORKERS, None_, [], crate::sharing_received::who_received;

        partners: Nothing => partners::PartnersView, WORKERS, None_, [], crate::partners::partners;
        make_exchange_keys: Nothing => partners::PartnersView, KEEPERS, Act("make_exchange_keys"), ["partners"], crate::partner_keys::make_exchange_keys;
        renew_exchange_keys: Nothing => partners::PartnersView, KEEPERS, Act("renew_exchange_keys"), ["partners"], crate::partner_keys::renew_exchange_keys;
        save_contact_card: Nothing => partners::CardSaved, KEEPERS, Act("save_contact_card"), [], crate::partner_keys::save_contact_card;
        take_contact_card: partners::TakeContactCard => partners::CardTaken, KEEPERS, Act("take_contact_card"), ["partners"], crate::partners::take_contact_card;
        compare_partner: partners::ComparePartner => partners::PartnersView, KEEPERS, Act("compare_partner"), ["partners"], crate::partners::compare_partner;
        correct_partner: partners::CorrectPartner => partners::PartnersView, KEEPERS, Act("correct_partner"), ["partners"], crate::partners::correct_partner;

        tell_choices: WhichCase => disclosures::TellChoicesView, WORKERS, None_, [], crate::disclosing::tell_choices;
        record_disclosure: disclosures::RecordDisclosure => disclosures::DisclosureRecorded, WORKERS, Act("record_disclosure"), ["case", "share", "disclosures", "today"], crate::disclosing::record_disclosure;
        decline_disclosure: disclosures::DeclineDisclosure => Recorded, WORKERS, Act("decline_disclosure"), ["case", "disclosures"], crate::disclosing::decline_disclosure;
        disclosures: disclosures::ListDisclosures => disclosures::DisclosuresView, WORKERS, None_, [], crate::disclosures::disclosures;
        review_disclosure: disclosures::ReviewDisclosure => Recorded, SIGNERS, Act("review_disclosure"), ["disclosures", "today"], crate::disclosures_review::review_disclosure;
        tell_victim: disclosures::TellVictim => Recorded, CASE_WORKERS, Act("tell_victim"), ["disclosures", "share"], crate::disclosures_review::tell_victim;
        note_contact_went: disclosures::WhichDisclosure => Recorded, ADVOCATES, Act("note_contact_went"), ["disclosures", "today"], crate::disclosures_review::note_contact_went;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_s_map_of_commands_is_the_table_s() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../ui/src/desk/commands.ts");
        let fresh = typescript();
        if std::env::var_os("HOLDFAST_WRITE_TYPES").is_some() {
            std::fs::write(path, &fresh).unwrap();
        }
        let kept = std::fs::read_to_string(path).unwrap_or_default();
        assert_eq!(kept, fresh, "commands.ts is stale: run the desk tests with HOLDFAST_WRITE_TYPES=1");
    }
}
