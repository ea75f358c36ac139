//! Three papers about nobody: the cast of the design folder.

use documents::agenda::{Agenda, Incomplete, Item};
use documents::minutes::{Agreed as MinuteAction, Heard, Minutes, Present, Said};
use documents::safeguarding_plan::{
    Agreed, ContactDetails, ContactLine, ForAgency, IfThen, Level, Line, Person, Ring, SafeguardingPlan, Section,
};
use documents::{Copy, Issued, PaperRefusal, PrintSize, Rendered};

pub mod disclosure;
mod disclosures;
pub mod others;
mod sharing;

/// Every paper there is, each with a name for its golden file.
pub fn every() -> Vec<(&'static str, Result<Rendered, PaperRefusal>)> {
    let mut draft = plan();
    draft.copy = None;
    let mut names = plan();
    names.victim.name = LONG_NAME.to_owned();
    names.perpetrator.name = "Władysław Brzęczyszczykiewicz-Przykładowy van der Specimen-Testcase the younger".to_owned();
    names.sections[0].lines[0].who = format!("Independent Stalking Advocacy of North and South Moor, {LONG_NAME}");
    names.copy = Some(copy(12, &format!("Independent Stalking Advocacy of North and South Moor, {LONG_NAME}")));
    let mut large = plan();
    large.print = PrintSize::Large;
    let mut all = vec![
        ("plan", plan().render()),
        ("plan-large", large.render()),
        ("plan-draft", draft.render()),
        ("plan-for-agency", part().render()),
        ("plan-with-details", with_details(plan()).render()),
        ("plan-with-details-long", with_details(SafeguardingPlan { print: PrintSize::Large, ..names.clone() }).render()),
        ("plan-long-names", names.render()),
        ("agenda", agenda().render()),
        ("minutes", minutes().render()),
    ];
    all.extend(others::every());
    all.push(("disclosure-record", disclosure::disclosure_record().render()));
    all.push(("agreement-summary", sharing::agreement().render()));
    all.push(("disclosure-report", disclosures::report().render()));
    all
}

/// Eighty letters in four languages.
pub const LONG_NAME: &str = "Gwenllïan Ŵyn-Jôhns Łucja Żółć Nguyễn Thị Hồng Ọlá Ṣadé o'Rhuddlan-Placeholder-Specimen";

fn copy(number: u16, holder: &str) -> Copy {
    Copy { number, of: Some(5), holder: holder.to_owned(), witness: "1204 acre bagel cabin dab each fable gala habit".to_owned() }
}

fn issued(number: u16, holder: &str) -> Issued {
    Issued {
        print: PrintSize::Standard,
        unit: "Northmoor Stalking Intervention Unit".to_owned(),
        marking: "OFFICIAL-SENSITIVE".to_owned(),
        copy: Some(copy(number, holder)),
        sample: true,
        made: "20261123103100".to_owned(),
    }
}

fn line(number: u16, text: &str, who: &str, by: &str) -> Line {
    Line { number, text: text.to_owned(), who: who.to_owned(), by: by.to_owned() }
}

/// Version 3 of a plan, copy 2.
pub fn plan() -> SafeguardingPlan {
    SafeguardingPlan {
        unit: "Northmoor Stalking Intervention Unit".to_owned(),
        marking: "OFFICIAL-SENSITIVE".to_owned(),
        reference: "N-26-0147".to_owned(),
        version: 3,
        agreed_on: chrono::NaiveDate::from_ymd_opt(2026, 11, 20),
        review_by: chrono::NaiveDate::from_ymd_opt(2026, 12, 4),
        copy: Some(copy(2, "K. Specimen, Independent Stalking Advocacy")),
        for_agency: None,
        victim: Person {
            label: "Victim".to_owned(),
            name: "Alys Example".to_owned(),
            lines: vec!["Speaks Welsh and English.".to_owned()],
            bold_lines: vec![("Safe contact".to_owned(), "text only, 10:00 to 14:00. No voicemail.".to_owned())],
        },
        perpetrator: Person {
            label: "Perpetrator (suspected)".to_owned(),
            name: "Dorian Sample".to_owned(),
            lines: vec!["Former partner. Silver car, XX00 XXX.".to_owned()],
            bold_lines: vec![("In force".to_owned(), "interim Stalking Protection Order to 5 Feb 2027; bail to 4 Dec.".to_owned())],
        },
        level: Some(Level { bars: 3, word: "High".to_owned(), judged: "judged by the meeting on 20 November 2026".to_owned() }),
        dissents: vec!["Victim advocacy judges violence higher.".to_owned()],
        worries: "The visits have become more frequent since the order was served. The four days around 4 December, when bail ends and the family court sits, are the likeliest time for harm.".to_owned(),
        not_known: "whether there is a licence (Probation, by 26 November).".to_owned(),
        sections: vec![
            Section { heading: "Victim safety".to_owned(), lines: vec![
                line(1, "Tell work and reception; new parking by the door", "Victim advocacy, K. Specimen", "Done"),
                line(2, "Marker on both addresses; treat every call as urgent", "Police, P. Dummy", "Done"),
                line(3, "Fit a panic alarm", "Victim advocacy, K. Specimen", "24 Nov 2026"),
            ] },
            Section { heading: "Monitoring and control".to_owned(), lines: vec![
                line(4, "Record the following of 17 November as a breach; ask CPS about section 4A", "Police, P. Dummy", "23 Nov 2026"),
                line(5, "Answer: is there a licence or any requirement?", "Probation, R. Mockford", "26 Nov 2026"),
            ] },
        ],
        if_then: vec![
            IfThen { if_text: "A visit to home or work".to_owned(), then_text: "999. Say \"Stalking Protection Order in force\". Stay inside.".to_owned(), who: "Everyone".to_owned() },
            IfThen { if_text: "Bail is not extended on 4 December".to_owned(), then_text: "Chair rings all agencies by 10:00. Plan reviewed the same day.".to_owned(), who: "Chair".to_owned() },
        ],
        wishes: "Work told; school not told for now. To hear bad news in person, not by text.".to_owned(),
        ring: vec![
            Ring { what: "Danger now".to_owned(), number: "999".to_owned(), who: "Any officer: read the marker".to_owned() },
            Ring { what: "Victim advocacy".to_owned(), number: "01632 960123".to_owned(), who: "K. Specimen, Monday to Friday, 08:00 to 18:00".to_owned() },
        ],
        contact: None,
        agreed_by: vec![
            Agreed { agency: "Police".to_owned(), name: "P. Dummy, detective sergeant".to_owned(), on: "20 Nov 2026".to_owned() },
            Agreed { agency: "NHS".to_owned(), name: "H. Fixture, forensic psychologist".to_owned(), on: "20 Nov 2026".to_owned() },
            Agreed { agency: "Victim advocacy".to_owned(), name: "K. Specimen, stalking advocate (ISA)".to_owned(), on: "20 Nov 2026".to_owned() },
        ],
        print: PrintSize::Standard,
        sample: true,
        made: "20261123091200".to_owned(),
    }
}

/// The same with two details chosen for its holder.
pub fn with_details(plan: SafeguardingPlan) -> SafeguardingPlan {
    let line = |whose: &str, what: &str, text: &str| ContactLine {
        whose: whose.to_owned(),
        what: what.to_owned(),
        text: text.to_owned(),
    };
    let lines = vec![
        line("Victim", "Text", "01632 960311"),
        line("Child, K.E.", "School", "Canary Street School, Sampleford, by the side gate in Placeholder Lane"),
    ];
    let reader = "K. Specimen".to_owned();
    SafeguardingPlan { contact: Some(ContactDetails { reader, lines }), ..plan }
}

/// The part of the police of the same version.
fn part() -> SafeguardingPlan {
    let mut part = plan();
    for section in &mut part.sections {
        section.lines.retain(|line| line.who.starts_with("Police"));
    }
    part.for_agency = Some(ForAgency { agency: "Police".to_owned(), left_out: 3 });
    SafeguardingPlan { level: None, dissents: Vec::new(), worries: String::new(), not_known: String::new(), ..part }
}

/// An agenda of two cases.
pub fn agenda() -> Agenda {
    let item = |place, reference: &str, why: &str| Item {
        place,
        reference: reference.to_owned(),
        initials: "A.E. / D.S.".to_owned(),
        why: why.to_owned(),
        checks: "3 of 4 have answered; oldest question 2 days".to_owned(),
    };
    Agenda {
        unit: "Northmoor Stalking Intervention Unit".to_owned(),
        marking: "OFFICIAL-SENSITIVE".to_owned(),
        title: "Morning meeting".to_owned(),
        when_and_where: "Monday 23 November 2026, 09:30, Room 2.14".to_owned(),
        day: "2026-11-23".to_owned(),
        quorum: "Quorum: 3 of 4 agencies.".to_owned(),
        copy: copy(1, "the chair"),
        incomplete: vec![Incomplete {
            reference: "N-26-0147".to_owned(),
            text: "Confirm the panic alarm is fitted".to_owned(),
            owner: "Victim advocacy, K. Specimen".to_owned(),
            due: "20 Nov, overdue".to_owned(),
        }],
        items: vec![item(1, "N-26-0163", "SASH judged high"), item(2, "N-26-0161", "New")],
        confidentiality: "What is said here stays with the agencies in the room.".to_owned(),
        sample: true,
        made: "20261123084500".to_owned(),
    }
}

/// Minutes of one case.
pub fn minutes() -> Minutes {
    Minutes {
        unit: "Northmoor Stalking Intervention Unit".to_owned(),
        marking: "OFFICIAL-SENSITIVE".to_owned(),
        title: "Morning meeting".to_owned(),
        when_and_where: "Monday 23 November 2026, 09:30, Room 2.14".to_owned(),
        day: "2026-11-23".to_owned(),
        chair: "M. Placeholder, detective inspector".to_owned(),
        signed: "Signed 23 November 2026, 10:31.".to_owned(),
        quorum: "Quorum met: 3 of 4 agencies.".to_owned(),
        confidentiality: "What is said here stays with the agencies in the room. Confirmed at the start.".to_owned(),
        incomplete: vec![Incomplete {
            reference: "N-26-0147".to_owned(),
            text: "Confirm the panic alarm is fitted".to_owned(),
            owner: "Victim advocacy, K. Specimen".to_owned(),
            due: "20 Nov, overdue".to_owned(),
        }],
        present: vec![Present {
            agency: "Police".to_owned(),
            presence: "present".to_owned(),
            people: "P. Dummy, detective sergeant".to_owned(),
        }],
        cases: vec![Heard {
            reference: "N-26-0163".to_owned(),
            initials: "A.E. / D.S.".to_owned(),
            why: "New; SASH judged high.".to_owned(),
            said: vec![Said {
                agency: "Police".to_owned(),
                knows: "Two earlier reports, another former partner, 2021.".to_owned(),
                advises: "Record the breach today.".to_owned(),
                by: "said by P. Dummy, typed by B. Testcase".to_owned(),
            }],
            decision: "Complex case consultation".to_owned(),
            reason: "More frequent visits since bail was set.".to_owned(),
            level: Some((3, "High".to_owned(), "Two visits after bail was set.".to_owned())),
            dissents: vec!["Probation: moderate until the licence is known.".to_owned()],
            actions: vec![MinuteAction {
                text: "Record the breach".to_owned(),
                owner: "Police, P. Dummy".to_owned(),
                due: "23 Nov 2026".to_owned(),
                status: "accepted".to_owned(),
            }],
        }],
        copy: copy(1, "the chair"),
        sample: true,
        made: "20261123103100".to_owned(),
    }
}
