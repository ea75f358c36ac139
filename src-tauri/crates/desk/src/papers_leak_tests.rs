//! What each paper may hold, in one table (papers_may_hold.toml), and random cases printed to the last paper to see that it holds that and no more:
//! text, metadata and the name of the file. `HOLDFAST_LEAK_CASES` asks for more cases than the suite has time for.

use crate::asks::agreements::PrintAgreement;
use crate::asks::log::{LogWhat, ReviewLog};
use crate::asks::meeting::{EndMeeting, RecordAttendance};
use crate::asks::papers::{
    BlankSheet, PaperLanguage, PrintAgenda, PrintAs, PrintLog, PrintMinutes, PrintPaper, PrintPlan, PrintPlans,
    PrintRecoveryBlank, WhichPaper,
};
use crate::asks::unit::LogPurpose;
use crate::asks::victim_plan::PrintVictimPlan;
use crate::keeping::Doing;
use crate::papers_random::{Dice, Filled, Maker, Mint, Minted, ROOM};
use crate::papers_unit::text;
use crate::sharing_table::Sharing;
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use crate::{agenda, minutes, papers, papers_agreement, papers_batch, papers_log, papers_other, papers_victim};
use casework::agency::Agency;
use casework::ids::{AgreementId, CaseId, MeetingId};
use casework::meeting::Presence;
use casework::plan::PlanState;
use casework::plan_annex::AnnexKind;
use chrono::TimeDelta;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

/// The table: what each paper may hold of all that stands in a store.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct MayHold {
    /// What every numbered copy holds: marking, unit, who holds it.
    every_copy: Vec<String>,
    copies: BTreeMap<String, Vec<String>>,
    /// Marked and without a number.
    unnumbered: BTreeMap<String, Vec<String>>,
    /// Without marking, unit, holder or number: found, they tell nobody what they are.
    discreet: BTreeMap<String, Vec<String>>,
}

impl MayHold {
    fn read() -> Self {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/papers_may_hold.toml");
        toml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
    }

    fn papers(&self) -> impl Iterator<Item = &String> {
        self.copies.keys().chain(self.unnumbered.keys()).chain(self.discreet.keys())
    }

    fn of(&self, paper: &str) -> BTreeSet<&str> {
        let copy = self.copies.get(paper).map(|sorts| sorts.iter().chain(&self.every_copy).map(String::as_str).collect());
        let other = || self.unnumbered.get(paper).or_else(|| self.discreet.get(paper));
        let other = || other().unwrap_or_else(|| panic!("{paper} has no row")).iter().map(String::as_str).collect();
        copy.unwrap_or_else(other)
    }
}

/// The never-list of domain 5.3, row by row, and what stands for it in these stores.
const NEVER_AT_HOME: [(&str, &[&str]); 6] = [
    (
        "perpetrator's address, health, treatment, convictions, supervision, bail",
        &[
            "name of the perpetrator",
            "what to know of the perpetrator",
            "detail of the perpetrator",
            "said by the NHS",
            "said by another agency",
            "condition of an order",
            "note beside an order",
            "event",
        ],
    ),
    (
        "intelligence, tactics, surveillance, markers",
        &["annex B", "earlier annex B", "private note", "said by the police", "plan line of the police", "advice to the officer"],
    ),
    (
        "levels, typology, formulation, scenarios, urgent factors",
        &[
            "SASH",
            "earlier SASH",
            "FOUR check",
            "reason for the level",
            "what worries the room",
            "cell of the CAS",
            "answer of the CAS",
            "answer for the referrer",
        ],
    ),
    (
        "others, witnesses, referrers",
        &["somebody else", "referrer", "story of the referral", "incident", "question to an agency", "answer of an agency"],
    ),
    ("new address, school, code word", &["detail of the victim", "contact detail", "contact rule"]),
    (
        "names of professionals, the unit, what the victim does not want on paper",
        &["name of the unit", "name of a member", "who came", "plan for everybody", "words taken out of the victim's plan"],
    ),
];

/// A paper as its reader has it.
struct Page {
    paper: &'static str,
    case: Option<CaseId>,
    /// Text without its spaces, so that a word cut at the end of its column is still found.
    said: String,
    /// Name and metadata of the file.
    about: String,
    words: BTreeSet<String>,
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

fn told(tool: &str, path: &Path, before: &str, after: &[&str]) -> String {
    let out = Command::new(tool).args([before]).arg(path).args(after).output().unwrap();
    assert!(out.status.success(), "{tool}");
    String::from_utf8(out.stdout).unwrap()
}

/// A table whose papers go to a folder, where they are read and taken away.
struct Press<'t> {
    maker: Maker<'t>,
    pages: Vec<Page>,
    folder: tempfile::TempDir,
}

impl Press<'_> {
    fn holder(&mut self) -> (String, String) {
        self.maker.mint.case = None;
        (self.maker.mint.word("holder of a copy"), self.maker.mint.word("purpose of a copy"))
    }

    fn print<Q, A>(&mut self, paper: &'static str, case: Option<CaseId>, run: fn(&mut Sitting<'_>, Q) -> Outcome<A>, ask: Q) {
        if let Err(trouble) = self.maker.table.saving(self.folder.path(), run, ask) {
            panic!("{paper}: {trouble:?}");
        }
        let mut files: Vec<_> = std::fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        assert!(!files.is_empty(), "{paper}");
        for file in files {
            let said = told("pdftotext", &file, "-raw", &["-"]);
            let name = file.file_name().unwrap().to_str().unwrap();
            let about = format!("{name}{}{}", told("pdfinfo", &file, "-isodates", &[]), told("pdfinfo", &file, "-meta", &[]));
            let words = said.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
            self.pages.push(Page { paper, case, said: bare(&said), about: bare(&about), words });
            std::fs::remove_file(file).unwrap();
        }
    }

    fn paper(&mut self, paper: &'static str, case: Option<CaseId>, which: WhichPaper) {
        let (holder, purpose) = self.holder();
        let (of, print, printer) = (None, PrintAs::Standard, None);
        let ask = PrintPaper { which, holder, holder_agency: Agency::Police, purpose, of, print, printer };
        self.print(paper, case, papers_other::print_paper, ask);
    }

    fn plan(&mut self, paper: &'static str, case: CaseId, plan: casework::ids::PlanId) {
        let (holder, purpose) = self.holder();
        let (of, print, printer) = (None, PrintAs::Standard, None);
        let ask = PrintPlan { plan, holder, holder_agency: Agency::Police, purpose, of, print, printer, contact: None };
        self.print(paper, Some(case), papers::print_plan, ask);
    }

    fn victim_plan(&mut self, case: CaseId) {
        let (holder, purpose) = self.holder();
        let (of, print, printer) = (None, PrintAs::Standard, None::<String>);
        let (english, welsh) = (PaperLanguage::English, PaperLanguage::Welsh);
        for (language, written_in) in [(english, english), (welsh, english)] {
            let (holder, purpose, printer) = (holder.clone(), purpose.clone(), printer.clone());
            let holder_agency = Agency::VictimAdvocacy;
            let ask = PrintVictimPlan { case, holder, holder_agency, purpose, of, print, language, written_in, printer };
            self.print("victim's own plan", Some(case), papers_victim::print_victim_plan, ask);
        }
    }

    /// Everything that is printed of a case.
    fn of_case(&mut self, one: &Filled) {
        let case = Some(one.case);
        let cas = one.cas.unwrap();
        self.plan("plan", one.case, one.plans[1]);
        if let Some(draft) = one.plans.get(2) {
            self.plan("plan draft", one.case, *draft);
            self.paper("what changed towards a draft", case, WhichPaper::PlanChanges { earlier: one.plans[1], later: *draft });
        }
        self.paper("part of the police", case, WhichPaper::PlanForAgency { plan: one.plans[1] });
        self.paper("what changed", case, WhichPaper::PlanChanges { earlier: one.plans[0], later: one.plans[1] });
        self.paper("annex B", case, WhichPaper::PlanAnnex { case: one.case, which: AnnexKind::Intelligence });
        self.paper("CAS", case, WhichPaper::Cas { cas });
        self.paper("CAS summary", case, WhichPaper::CasSummary { cas });
        self.paper("SASH record", case, WhichPaper::SashRecord { record: one.sash });
        self.paper("advice to the officer", case, WhichPaper::AdviceNote { case: one.case });
        self.paper("disclosure record", case, WhichPaper::DisclosureRecord { disclosure: one.disclosure.unwrap() });
        self.victim_plan(one.case);
    }

    /// What is printed of a meeting, and of the unit.
    fn of_unit(&mut self, signed: MeetingId, agreement: AgreementId) {
        let (of, print, printer, holder_agency) = (None, PrintAs::Standard, None, Agency::Health);
        let (holder, purpose) = self.holder();
        let ask = PrintAgenda { holder, holder_agency, purpose, of, printer: printer.clone() };
        self.print("agenda", None, papers::print_agenda, ask);
        self.paper("pre-meeting pack", None, WhichPaper::PreMeetingPack);
        let (holder, purpose) = self.holder();
        let ask = PrintMinutes { meeting: signed, holder, holder_agency, purpose, of, printer: printer.clone() };
        self.print("minutes", None, papers::print_minutes, ask);
        for (paper, agency) in [("minutes of the police", Agency::Police), ("minutes of the NHS", Agency::Health)] {
            self.paper(paper, None, WhichPaper::MinutesForAgency { meeting: signed, agency });
        }
        self.paper("actions of the police", None, WhichPaper::ActionList { agencies: vec![Agency::Police] });
        let (holder, purpose) = self.holder();
        let ask = PrintPlans { holder, holder_agency, purpose, printer: printer.clone() };
        self.print("plan in a batch", None, papers_batch::print_plans, ask);
        let today = self.maker.table.sit().today();
        self.paper("disclosure report", None, WhichPaper::DisclosureReport { from: today - TimeDelta::days(9), until: today });
        let (holder, purpose) = self.holder();
        let ask = PrintAgreement { agreement, holder, holder_agency, purpose, of, print, printer: printer.clone() };
        self.print("summary of an agreement", None, papers_agreement::print_agreement, ask);
        self.paper("diary sheet", None, WhichPaper::DiarySheet { rows: 6, language: PaperLanguage::Welsh });
        let blank = PrintRecoveryBlank { which: BlankSheet::First, printer: printer.clone() };
        self.print("blank for recovery words", None, papers_other::print_recovery_blank, blank);
        let (holder, purpose) = self.holder();
        let review = ReviewLog {
            purpose: LogPurpose::SelfMonitoring,
            what: LogWhat::Everything,
            member: None,
            case: None,
            from: None,
            until: None,
            before: None,
        };
        let ask = PrintLog { review, holder, holder_agency, purpose, of, printer };
        self.print("review of the log", None, papers_log::print_log, ask);
    }
}

/// A store of random cases, heard and planned, and every paper of it.
fn printed(seed: u64, cases: u64) -> (Vec<Page>, Vec<Minted>) {
    let mut laid = Sharing::laid();
    let (mut mint, mut dice) = (Mint::default(), Dice(seed));
    for (word, sort) in
        [("specimenunit", "name of the unit"), ("official-sensitive", "marking"), ("i.specimen", "name of a member")]
    {
        mint.words.push(Minted { word: text(word), sort, case: None });
    }
    let title = mint.word("title of an agreement");
    laid.change(|agreement| agreement.title = title);
    let agreement = laid.agreement;
    let table = &mut laid.table;
    let mut maker = Maker { table, mint: &mut mint, dice: &mut dice };
    let mut all: Vec<Filled> = (0..cases).map(|at| maker.case(&format!("N-26-{:04}", 1001 + at))).collect();
    let signed = meet(&mut maker);
    for one in &mut all {
        maker.hear(signed, one.case);
        one.cas = Some(maker.cas(one.case));
    }
    maker.mint.case = None;
    let reflection = maker.mint.word("reflection after the meeting");
    maker.table.give(minutes::end_meeting, EndMeeting { meeting: signed, carry_over: 0, reflection });
    for (at, one) in all.iter_mut().enumerate() {
        let states = [PlanState::Superseded, PlanState::Agreed, PlanState::Draft];
        // The first case has a draft for certain, so that its paper is always made.
        let versions = if at == 0 || maker.dice.often() { 3 } else { 2 };
        one.plans =
            states.into_iter().zip(1..).take(versions).map(|(state, number)| maker.plan(one.case, number, state)).collect();
        one.disclosure = Some(maker.disclosure(one.case, one.sash.into()));
        maker.victim_plan(one.case);
        maker.annex(one.case, "earlier annex B");
    }
    maker.table.now += TimeDelta::days(1);
    let next = maker.case(&format!("N-26-{:04}", 1001 + cases));
    maker.plan(next.case, 1, PlanState::Agreed);
    let mut press = Press { maker, pages: Vec::new(), folder: tempfile::tempdir().unwrap() };
    for one in &all {
        press.paper("annex B", Some(one.case), WhichPaper::PlanAnnex { case: one.case, which: AnnexKind::Intelligence });
        // Written anew, the annex calls that copy back.
        press.pages.pop();
        press.maker.annex(one.case, "annex B");
        press.paper("recall list", Some(one.case), WhichPaper::RecallList { case: one.case });
        press.of_case(one);
    }
    meet(&mut press.maker);
    press.of_unit(signed, agreement);
    (press.pages, mint.words)
}

/// Opens a meeting whose room came.
fn meet(maker: &mut Maker<'_>) -> MeetingId {
    maker.mint.case = None;
    let meeting = maker.table.open();
    let place = maker.mint.word("place of a meeting");
    maker.table.sit().write(Doing::of_unit("open_meeting"), |w| w.amend(meeting, "place", &place)).unwrap();
    for agency in ROOM {
        let people = maker.mint.word("who came");
        maker.table.give(agenda::record_attendance, RecordAttendance { meeting, agency, presence: Presence::Present, people });
    }
    meeting
}

#[test]
fn no_paper_of_random_cases_holds_more_than_its_row_of_the_table() {
    let cases: u64 = std::env::var("HOLDFAST_LEAK_CASES").ok().and_then(|asked| asked.parse().ok()).unwrap_or(12);
    let (mut leaks, mut held, mut printed_papers) = (BTreeSet::new(), BTreeMap::<&str, BTreeSet<&str>>::new(), 0);
    let (mut sorts, table) = (BTreeSet::new(), MayHold::read());
    for seed in 0..cases.div_ceil(4) {
        // Three that were heard, and one that waits.
        let (pages, words) = printed(seed, 3);
        sorts.extend(words.iter().map(|word| word.sort));
        printed_papers += pages.len();
        for page in &pages {
            let (may, is_discreet) = (table.of(page.paper), table.discreet.contains_key(page.paper));
            for word in &words {
                if page.about.contains(&word.word) && (is_discreet || word.sort != "case reference") {
                    leaks.insert(format!("seed {seed}: file or metadata of {}: {}", page.paper, word.sort));
                }
                if page.said.contains(&word.word) {
                    held.entry(page.paper).or_default().insert(word.sort);
                    let of_another = word.case.is_some() && page.case.is_some() && word.case != page.case;
                    if of_another || !may.contains(word.sort) {
                        let whose = if of_another { " of another case" } else { "" };
                        leaks.insert(format!("seed {seed}: {}: {}{whose}", page.paper, word.sort));
                    }
                }
            }
            for level in ["high", "moderate"].iter().filter(|_| is_discreet) {
                assert!(!page.words.contains(*level), "seed {seed}: {} says a level", page.paper);
            }
        }
    }
    println!("{printed_papers} papers of {cases} random cases, {} sorts of words", sorts.len());
    for (paper, sorts) in &held {
        println!("{paper}: {sorts:?}");
    }
    assert_eq!(leaks, BTreeSet::new(), "on paper and not in its row");
    for paper in table.papers() {
        let missing: BTreeSet<_> = table.of(paper).difference(held.entry(paper).or_default()).copied().collect();
        assert_eq!(missing, BTreeSet::new(), "{paper} may hold what it never held: the test could not fail there");
    }
    for (row, never) in NEVER_AT_HOME {
        for sort in never {
            assert!(sorts.contains(sort), "{row}: {sort} stands in no store of this test");
            assert!(!table.of("victim's own plan").contains(sort), "{row}: {sort}");
        }
    }
}
