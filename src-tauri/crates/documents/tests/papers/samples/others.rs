//! One sample of every other paper, about nobody.

use super::issued;
use documents::action_list::{Action, ActionList, Of};
use documents::advice_note::AdviceNote;
use documents::agenda::Incomplete;
use documents::cas::{Cas, Cell, Late, Section, Theme};
use documents::cas_summary::{CasSummary, Judgement};
use documents::diary_sheet::DiarySheet;
use documents::log_review::{Act, Count, LogReview};
use documents::minutes_for_agency::{MinutesForAgency, OwnAction, OwnCase};
use documents::plan_annex::PlanAnnex;
use documents::plan_changes::{Difference, Part as ChangedPart, PlanChanges, Words};
use documents::pre_meeting_pack::{Judged, PackCase, PreMeetingPack};
use documents::recall_list::{CopyOut, RecallList};
use documents::recovery_blank::RecoveryBlank;
use documents::sash_record::{Gap, Item, SashRecord};
use documents::victim_plan::{About, Part, SafeToHold, VictimPlan};
use documents::{Issued, Language, PaperRefusal, PrintSize, Rendered};

const CASE: &str = "N-26-0147";

pub fn every() -> Vec<(&'static str, Result<Rendered, PaperRefusal>)> {
    vec![
        ("cas", cas().render()),
        ("cas-summary", cas_summary().render()),
        ("action-list", action_list().render()),
        ("sash-record", sash_record().render()),
        ("advice-note", advice_note().render()),
        ("minutes-for-agency", minutes_for_agency().render()),
        ("victim-plan", victim_plan().render()),
        ("victim-plan-large", VictimPlan { print: PrintSize::Large, ..victim_plan() }.render()),
        ("cas-large", Cas { issued: large(), ..cas() }.render()),
        ("sash-record-large", SashRecord { issued: large(), ..sash_record() }.render()),
        ("pack-large", PreMeetingPack { issued: large(), ..pack() }.render()),
        ("diary-sheet", diary_sheet(Language::English).render()),
        ("diary-sheet-welsh", diary_sheet(Language::Welsh).render()),
        ("victim-plan-welsh", welsh_plan(Language::Welsh).render()),
        ("victim-plan-welsh-written-in-english", welsh_plan(Language::English).render()),
        ("victim-plan-welsh-large", VictimPlan { print: PrintSize::Large, ..welsh_plan(Language::English) }.render()),
        ("recovery-blank", recovery_blank().render()),
        ("log-review", log_review().render()),
        ("plan-changes", plan_changes().render()),
        ("pack", pack().render()),
        ("annex", annex().render()),
        ("recall-list", recall_list().render()),
    ]
}

/// The unit's part of a paper in large print.
fn large() -> Issued {
    Issued { print: PrintSize::Large, ..issued(1, "NHS, H. Fixture") }
}

fn words(of: &[&str]) -> Vec<String> {
    of.iter().map(|&text| text.to_owned()).collect()
}

fn cas() -> Cas {
    let cell =
        |agency: &str, text: &str, by: &str| Cell { agency: agency.to_owned(), text: text.to_owned(), said_by: by.to_owned() };
    let theme = |title: &str| Theme {
        title: title.to_owned(),
        cells: vec![
            cell("Police", "Twelve reports since March, two of them visits to work.", "P. Dummy"),
            cell("NHS", "Checked: nothing known.", "H. Fixture"),
            cell("Probation", "Gap: asked on 18 November, no answer yet.", ""),
            cell("Victim advocacy", "Not for this agency.", "K. Specimen"),
        ],
    };
    let answer = |question: &str, text: &str| (question.to_owned(), text.to_owned());
    Cas {
        issued: issued(1, "NHS, H. Fixture"),
        reference: CASE.to_owned(),
        number: 2,
        initials: "A.E. / D.S.".to_owned(),
        agreed: "20 November 2026, 11:40".to_owned(),
        themes: vec![theme("Contact and methods"), theme("Access to the victim"), theme("Orders and conditions")],
        sections: vec![
            Section {
                title: "B. Why now".to_owned(),
                answers: vec![
                    answer("Why it came back", "An order was broken on 17 November."),
                    answer("What the referrer asked", ""),
                ],
            },
            Section {
                title: "I. Judgements".to_owned(),
                answers: vec![
                    answer("Persistence", "High"),
                    answer("For it", "New ways since the order."),
                    answer("Against it", "None known."),
                ],
            },
        ],
        dissents: words(&["Victim advocacy: violence is higher. Reason: the visit to work was planned."]),
        no_dissent: false,
        late: vec![Late { by: "Probation, R. Mockford, 24 November 2026".to_owned(), text: "There is no licence.".to_owned() }],
    }
}

fn cas_summary() -> CasSummary {
    let judged =
        |of: &str, level: &str| Judgement { of: of.to_owned(), level: level.to_owned(), confidence: "Limited".to_owned() };
    CasSummary {
        issued: issued(3, "Police, B. Testcase"),
        reference: CASE.to_owned(),
        number: 2,
        agreed: "20 November 2026".to_owned(),
        why_now: "An order was broken on 17 November.".to_owned(),
        judgements: vec![judged("Persistence", "High"), judged("Violence", "Cannot judge")],
        summary: "Contact grew after each step against it; therefore the plan keeps the four days around 4 December covered."
            .to_owned(),
        decision: "Accepted; seek to vary the order".to_owned(),
        reason: "New ways of contact since the order.".to_owned(),
        lead: "Police, P. Dummy".to_owned(),
        next_review: "4 December 2026".to_owned(),
        dissents: words(&["Victim advocacy: violence is higher. Reason: the visit to work was planned."]),
    }
}

fn action_list() -> ActionList {
    let action = |text: &str, due: &str| Action {
        reference: CASE.to_owned(),
        text: text.to_owned(),
        person: "P. Dummy".to_owned(),
        due: due.to_owned(),
        status: "accepted".to_owned(),
    };
    ActionList {
        issued: issued(1, "Police, P. Dummy"),
        day: "2026-11-23".to_owned(),
        as_at: "Monday 23 November 2026".to_owned(),
        agencies: vec![
            Of {
                agency: "Police".to_owned(),
                actions: vec![
                    action("Record the breach", "23 Nov 2026"),
                    action("Ask CPS about section 4A", "20 Nov 2026, late"),
                ],
            },
            Of { agency: "NHS".to_owned(), actions: Vec::new() },
        ],
    }
}

fn pack() -> PreMeetingPack {
    let case = |place: u16, reference: &str, levels: Vec<Judged>, flags: &[&str]| PackCase {
        place,
        reference: reference.to_owned(),
        initials: "A.E. / D.S.".to_owned(),
        relationship: "Ex-partner, lived together".to_owned(),
        classified: "Recorded as harassment; judged as stalking".to_owned(),
        why: "New contact since the order".to_owned(),
        story: "D. waited at the handover place on a day without handover, and followed by car.".to_owned(),
        flags: words(flags),
        levels,
        last_decision: String::new(),
        open_actions: vec![Incomplete {
            reference: reference.to_owned(),
            text: "Record the breach".to_owned(),
            owner: "Police".to_owned(),
            due: "2 days late".to_owned(),
        }],
        checks: "3 of 4 agencies have answered; oldest question 6 days".to_owned(),
    };
    let high = Judged { bars: 3, word: "High".to_owned(), judged: "judged 20 Nov by the meeting".to_owned() };
    PreMeetingPack {
        issued: issued(1, "Police, P. Dummy"),
        title: "Morning meeting".to_owned(),
        when_and_where: "Monday 23 November 2026, 09:30, Room 2.14".to_owned(),
        day: "2026-11-23".to_owned(),
        confidentiality: "What is said here stays here.".to_owned(),
        cases: vec![case(1, CASE, vec![high], &["3 incidents in 7 days", "Child, 6"]), case(2, "N-26-0151", Vec::new(), &[])],
    }
}

fn plan_changes() -> PlanChanges {
    let difference = |kind: &str, words: Vec<Words>| Difference { kind: kind.to_owned(), words };
    let both = |text: &str| Words::Both(text.to_owned());
    let (earlier, later) = (|text: &str| Words::Earlier(text.to_owned()), |text: &str| Words::Later(text.to_owned()));
    PlanChanges {
        issued: issued(1, "Police, P. Dummy"),
        reference: CASE.to_owned(),
        earlier: "Version 2, agreed 6 November 2026".to_owned(),
        later: "Version 3, agreed 20 November 2026".to_owned(),
        versions: "v2-v3".to_owned(),
        parts: vec![
            ChangedPart {
                heading: "Victim safety".to_owned(),
                differences: vec![
                    difference(
                        "Changed",
                        vec![both("Fit an alarm. By "), earlier("20 "), later("27 "), both("November 2026. "), later("Done. ")],
                    ),
                    difference("Gone", vec![earlier("Change the locks. Victim advocacy. No date. Open. ")]),
                    difference("New", vec![later("Tell the neighbours whom to ring. Police. By 28 November 2026. Open. ")]),
                ],
            },
            ChangedPart {
                heading: "Review by".to_owned(),
                differences: vec![difference("Changed", vec![earlier("20 November 2026 "), later("4 December 2026 ")])],
            },
        ],
    }
}

fn annex() -> PlanAnnex {
    PlanAnnex {
        issued: issued(1, "Probation, R. Mockford"),
        letter: 'A',
        title: "Annex A: health of the perpetrator".to_owned(),
        reference: CASE.to_owned(),
        version: 2,
        beside: "Version 3, agreed 20 November 2026".to_owned(),
        written: "H. Fixture, NHS, 21 November 2026, 10:04".to_owned(),
        terms_label: "Why it may be told: consent, statute or overriding public interest".to_owned(),
        terms: "Overriding public interest, decided with the Caldicott Guardian on 20 November.".to_owned(),
        distribution: vec!["NHS".to_owned(), "Probation".to_owned()],
        text: "Placeholder text for the health part of a made-up case.\n\nAppointments fall on Tuesdays.".to_owned(),
    }
}

fn recall_list() -> RecallList {
    let copy = |number: u16, holder: &str| CopyOut {
        what: format!("Safeguarding plan v2, copy {number}"),
        holder: holder.to_owned(),
        printed: "6 Nov 2026".to_owned(),
        seal: "61DA-D93F-C89B".to_owned(),
    };
    RecallList {
        issued: issued(1, "Police, P. Dummy"),
        reference: CASE.to_owned(),
        as_at: "Monday 23 November 2026".to_owned(),
        copies: vec![copy(1, "Victim advocacy, K. Specimen"), copy(2, "Probation, R. Mockford")],
    }
}

fn log_review() -> LogReview {
    let act = |number: u64, at: &str, what: &str, reference: &str, after_hours: bool| Act {
        number,
        at: at.to_owned(),
        after_hours,
        who: "P. Dummy".to_owned(),
        agency: "Police".to_owned(),
        what: what.to_owned(),
        reference: reference.to_owned(),
        reason: String::new(),
    };
    LogReview {
        issued: issued(1, "Police, A. Examplar"),
        day: "2026-11-23".to_owned(),
        purpose: "To assist with self-monitoring".to_owned(),
        asked: "Everything; everybody; from 20 Nov 2026 until 23 Nov 2026".to_owned(),
        log: "1204 teapot orchard lantern gravel".to_owned(),
        acts: vec![
            act(1204, "23 Nov 2026, 09:12", "Open case", CASE, false),
            act(1203, "22 Nov 2026, 23:40", "Failed unlock", "", true),
        ],
        by_member: vec![Count { who: "P. Dummy".to_owned(), agency: "Police".to_owned(), acts: 2 }],
    }
}

fn sash_record() -> SashRecord {
    let item = |number: String, answer: &str, note: &str| Item {
        number,
        wording: String::new(),
        answer: answer.to_owned(),
        note: note.to_owned(),
        source: "Victim, 19 Nov 2026".to_owned(),
    };
    let mut items: Vec<Item> = (1..=13).map(|number| item(format!("G{number}"), "No", "")).collect();
    items[3] = item("G4".to_owned(), "Yes", "Two visits to work in one week.");
    items[8] = item("G9".to_owned(), "Unknown", "Nobody has asked yet.");
    items.extend((1..=3).map(|number| item(format!("X{number}"), "Not asked", "")));
    SashRecord {
        issued: issued(1, "Police, P. Dummy"),
        reference: CASE.to_owned(),
        edition: "demonstration 1".to_owned(),
        pack_marking: "Demonstration wording, not SASH".to_owned(),
        credit: "SASH is the work of its authors and publisher. This unit is not affiliated with them.".to_owned(),
        completed_by: "B. Testcase, Police, trained 3 March 2025".to_owned(),
        signed: "20 November 2026, 09:12".to_owned(),
        sources: "victim, officer, police systems".to_owned(),
        ex_partner: "yes".to_owned(),
        superseded: String::new(),
        items,
        gaps: vec![Gap {
            question: "Is there a licence?".to_owned(),
            owner: "Probation".to_owned(),
            due: "26 Nov 2026".to_owned(),
        }],
        level: "High, by B. Testcase".to_owned(),
        reason: "Two visits in one week after an order was served.".to_owned(),
        next_step: "Discuss at the next meeting".to_owned(),
    }
}

fn advice_note() -> AdviceNote {
    AdviceNote {
        issued: issued(1, "Police, DC O. Stand-in"),
        reference: CASE.to_owned(),
        crime_reference: "NM/26/004417".to_owned(),
        officer: "DC O. Stand-in".to_owned(),
        given: "B. Testcase, Police, 23 November 2026".to_owned(),
        recorded_as: "Harassment".to_owned(),
        judged_as: "Stalking".to_owned(),
        advice: words(&["Seize both phones and the car's tracker records.", "Ask CPS about section 4A before bail ends."]),
    }
}

fn minutes_for_agency() -> MinutesForAgency {
    MinutesForAgency {
        issued: issued(2, "Probation, R. Mockford"),
        agency: "Probation".to_owned(),
        title: "Morning meeting".to_owned(),
        when_and_where: "Monday 23 November 2026, 09:30, Room 2.14".to_owned(),
        day: "2026-11-23".to_owned(),
        chair: "M. Placeholder, detective inspector".to_owned(),
        signed: "23 November 2026, 10:31".to_owned(),
        confidentiality: "What is said here stays with the agencies in the room.".to_owned(),
        cases: vec![OwnCase {
            reference: CASE.to_owned(),
            initials: "A.E. / D.S.".to_owned(),
            knows: "No licence found under this name.".to_owned(),
            advises: String::new(),
            by: "said by R. Mockford, typed by B. Testcase".to_owned(),
            decision: "Complex case consultation".to_owned(),
            actions: vec![OwnAction {
                text: "Answer: is there any requirement?".to_owned(),
                person: "R. Mockford".to_owned(),
                due: "26 Nov 2026".to_owned(),
                status: "accepted".to_owned(),
            }],
        }],
    }
}

/// A victim's own plan, with both questions answered.
pub fn victim_plan() -> VictimPlan {
    VictimPlan {
        language: Language::English,
        written_in: Language::English,
        title: "My notes".to_owned(),
        look_again_on: chrono::NaiveDate::from_ymd_opt(2026, 12, 4),
        my_advocate: "Kay. Text first, weekdays 10:00 to 14:00, to the number I know.".to_owned(),
        parts: vec![
            Part { about: About::Home, lines: words(&["Lock the side gate.", "A bag stands ready by the door."]) },
            Part { about: About::PhoneAndAccounts, lines: words(&["New password from a phone that is only mine."]) },
            Part { about: About::WorkAndTravel, lines: Vec::new() },
        ],
        orders: words(&["No contact with me, direct or through anyone else.", "Not within 100 metres of where I work."]),
        my_wishes: "To hear bad news in person, not by text.".to_owned(),
        lines_to_ring: vec![("Support line".to_owned(), "01632 960000".to_owned())],
        safe: SafeToHold { asked_within_seven_days: true, nothing_would_help_them: true },
        print: PrintSize::Standard,
        sample: true,
        made: "20261123103100".to_owned(),
    }
}

pub fn diary_sheet(language: Language) -> DiarySheet {
    DiarySheet { rows: 6, language }
}

/// The plan with Welsh fixed words, written by the advocate in either language.
pub fn welsh_plan(written_in: Language) -> VictimPlan {
    let own = VictimPlan { language: Language::Welsh, written_in, ..victim_plan() };
    match written_in {
        Language::English => own,
        Language::Welsh => VictimPlan {
            title: "Fy nodiadau".to_owned(),
            my_advocate: "Ŵyn. Neges destun yn gyntaf, dyddiau'r wythnos 10:00 i 14:00.".to_owned(),
            parts: vec![Part {
                about: About::Home,
                lines: words(&["Cloi drws y tŷ bob nos.", "Mae'r dŵr a'r bag wrth y drws."]),
            }],
            orders: words(&["Dim cyswllt â mi, yn uniongyrchol na thrwy neb arall."]),
            my_wishes: "Clywed newyddion drwg wyneb yn wyneb.".to_owned(),
            lines_to_ring: vec![("Llinell gymorth Ŷd".to_owned(), "01632 960000".to_owned())],
            ..own
        },
    }
}

fn recovery_blank() -> RecoveryBlank {
    RecoveryBlank {
        unit: "Northmoor Stalking Intervention Unit".to_owned(),
        marking: "OFFICIAL-SENSITIVE".to_owned(),
        which: "Store of the unit, first half".to_owned(),
        opens: "Whoever holds both halves opens the store. ".to_owned(),
        words: 14,
        sample: true,
        made: "20261123103100".to_owned(),
    }
}
