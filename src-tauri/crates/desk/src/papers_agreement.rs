//! From an agreement to its printed summary: a numbered copy for a named holder. It names no case and nobody in one.

use crate::agreement_terms::{SUBJECTS, category_label};
use crate::agreement_view::{replaced_on, standing};
use crate::asks::agreements::{AgreementStanding, PrintAgreement};
use crate::asks::papers::PaperSaved;
use crate::keeping::{Doing, Kept};
use crate::papers::{Holder, Prepared};
use crate::papers_other::{Ready, copy_or_draft, issued};
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use casework::agreement::{
    Agreement, AgreementScope, AgreementState, Direction, Ground, Keeping, OnExit, Onward, Party, PartyRole, Printing, Regime,
};
use casework::body::Category;
use casework::partner::Partner;
use casework::plan::PaperKind;
use chrono::NaiveDate;
use documents::agreement_summary as paper;

/// Prints the summary of one version. A draft prints as one, without number.
pub fn print_agreement(sitting: &mut Sitting<'_>, ask: PrintAgreement) -> Outcome<PaperSaved> {
    as_it_prints(sitting, ask)?.save(sitting)
}

/// The summary as it prints.
pub(crate) fn as_it_prints(sitting: &Sitting<'_>, ask: PrintAgreement) -> Outcome<Prepared> {
    let holder = Holder::of(&ask.holder, ask.holder_agency, &ask.purpose, ask.of)?.in_size(ask.print).on(ask.printer);
    let kept: Kept<Agreement> = sitting.read(ask.agreement)?;
    let summary = summary(sitting, &kept)?;
    let version = u16::try_from(kept.body.version).unwrap_or(u16::MAX);
    let ready = Ready {
        doing: Doing::of_unit("print_agreement").about(ask.agreement),
        group: Some(kept.id),
        kind: PaperKind::AgreementSummary,
        version,
        cases: Vec::new(),
        stem: format!("agreement-v{version}"),
        set: Box::new(move |copy, size| {
            let mut summary = summary.clone();
            summary.issued.copy = copy;
            summary.issued.print = size;
            summary.render()
        }),
    };
    copy_or_draft(sitting, &holder, (kept.body.state != AgreementState::Draft, ready))
}

fn summary(sitting: &Sitting<'_>, kept: &Kept<Agreement>) -> Outcome<paper::AgreementSummary> {
    let body = &kept.body;
    let today = sitting.today();
    let document = crate::agreement_document::view(sitting, kept)?;
    let all: Vec<Kept<Agreement>> = sitting.all_of()?;
    let stands = standing(body, replaced_on(&all, kept.id.into()), today);
    Ok(paper::AgreementSummary {
        issued: issued(sitting),
        title: body.title.clone(),
        version: body.version,
        standing: format!("{} on {}", standing_words(stands), long(today)),
        parties: body.parties.iter().map(party).collect(),
        purposes: body.purposes.iter().map(|purpose| purpose.label().to_owned()).collect(),
        purpose_words: body.purpose_words.clone(),
        prohibited: body.prohibited_uses.clone(),
        categories: body.categories.iter().map(|category| category_row(body, *category)).collect(),
        subjects: SUBJECTS
            .iter()
            .filter(|(role, _)| body.subjects.contains(role))
            .map(|(_, words)| (*words).to_owned())
            .collect(),
        excluded: body.excluded.clone(),
        scope: scope(body.scope.as_ref()),
        onward: onward(sitting, body.onward.as_ref())?,
        printing: match body.printing {
            Some(Printing::Allowed) => "Allowed.".to_owned(),
            Some(Printing::NotAllowed) => "Not allowed.".to_owned(),
            None => String::new(),
        },
        keeping: body.keeping.as_ref().map(keeping).unwrap_or_default(),
        times: times(body),
        assurance: assurance(body),
        signatories: body
            .signatories
            .iter()
            .map(|one| paper::Signatory {
                organisation: one.organisation.clone(),
                name: one.name.clone(),
                post: one.post.clone(),
                on: crate::agreement_view::day(one.on),
            })
            .collect(),
        document: document.map(|document| in_groups(&document.sha256)).unwrap_or_default(),
    })
}

const fn standing_words(standing: AgreementStanding) -> &'static str {
    match standing {
        AgreementStanding::Draft => "A draft",
        AgreementStanding::NotStarted => "Signed and not started",
        AgreementStanding::InForce => "In force",
        AgreementStanding::ReviewLate => "In force, with its review late,",
        AgreementStanding::ReviewBlocks => "Shut, with its review overdue,",
        AgreementStanding::Expired => "Ended",
        AgreementStanding::Replaced => "Replaced by a later version",
        AgreementStanding::Suspended => "Suspended",
        AgreementStanding::Revoked => "Revoked",
    }
}

fn long(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

fn in_groups(hash: &str) -> String {
    let letters: Vec<char> = hash.chars().collect();
    letters.chunks(8).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn party(party: &Party) -> paper::Party {
    let regime = match party.regime {
        Regime::DpaPart3 => "Data Protection Act 2018, Part 3",
        Regime::UkGdpr => "UK GDPR",
    };
    let role = match party.role {
        PartyRole::Controller => "controller",
        PartyRole::JointController => "joint controller",
        PartyRole::Processor => "processor",
    };
    let contacts = [
        ("Registration", &party.ico_number),
        ("Data protection", &party.data_protection_contact),
        ("Caldicott Guardian", &party.caldicott_guardian),
        ("Information asset owner", &party.information_asset_owner),
        ("Requests", &party.requests_contact),
    ];
    let contacts = contacts.iter().filter(|(_, words)| !words.trim().is_empty()).map(|(name, words)| format!("{name}: {words}"));
    paper::Party {
        name: party.name.clone(),
        what: format!("{}; {regime}; {role}", party.kind.label()),
        contacts: contacts.collect::<Vec<_>>().join("; "),
        grounds: party.grounds.iter().map(ground).collect(),
    }
}

fn ground(ground: &Ground) -> String {
    let direction = match ground.direction {
        Direction::Sends => "Sends",
        Direction::Receives => "Receives",
    };
    let bases: Vec<&str> = ground.bases.iter().map(|basis| basis.0.as_str()).collect();
    let gateway = ground.gateway.as_ref().map(|gateway| format!("power: {}", gateway.0));
    let more = [("policy document", &ground.policy_document), ("further use", &ground.further_processing)];
    let more = more.iter().filter(|(_, words)| !words.trim().is_empty()).map(|(name, words)| format!("{name}: {words}"));
    let parts: Vec<String> = std::iter::once(bases.join(", ")).chain(gateway).chain(more).collect();
    format!("{direction}: {}.", parts.join("; "))
}

fn category_row(body: &Agreement, category: Category) -> paper::Category {
    let limit = match category {
        Category::Counselling | Category::Intelligence => "Each record needs its owner's release",
        Category::VictimHealth | Category::SuspectHealth => {
            "Each record needs its owner's release and the basis on which confidence may be broken"
        }
        Category::VictimContact | Category::Equality | Category::Audit => "Never leaves",
        Category::VictimNarrative
        | Category::AdvocateCasework
        | Category::Child
        | Category::ThirdParty
        | Category::SuspectIdentity
        | Category::SuspectCriminal
        | Category::SuspectProbation
        | Category::RiskAssessment
        | Category::PlanAction
        | Category::OrderCondition
        | Category::MeetingMinute => "",
    };
    paper::Category {
        name: category_label(category).to_owned(),
        clause: body.clauses.get(&category).cloned().unwrap_or_default(),
        limit: limit.to_owned(),
    }
}

fn scope(scope: Option<&AgreementScope>) -> String {
    match scope {
        Some(AgreementScope::PerpetratorLinkedToPartner) => {
            "Cases whose perpetrator lives, works or is managed in the partner's area.".to_owned()
        }
        Some(AgreementScope::PartnerWorksOnIt) => "Cases in which the partner has a role.".to_owned(),
        Some(AgreementScope::Named(cases)) => format!("{} cases named in the register.", cases.len()),
        None => String::new(),
    }
}

fn onward(sitting: &Sitting<'_>, onward: Option<&Onward>) -> Outcome<String> {
    Ok(match onward {
        Some(Onward::NotAllowed) => "Not allowed.".to_owned(),
        Some(Onward::WithOriginatorsAgreement) => "With the agreement of whoever it came from.".to_owned(),
        Some(Onward::NamedParties(partners)) => {
            let mut names = Vec::new();
            for partner in partners {
                names.extend(sitting.look_up::<Partner>(*partner)?.map(|kept| kept.body.unit_name));
            }
            format!("To {} alone.", names.join(", "))
        }
        None => String::new(),
    })
}

fn keeping(rule: &Keeping) -> String {
    let exit = match rule.on_exit {
        OnExit::Return => "then returned",
        OnExit::Delete => "then deleted",
        OnExit::KeepOwnContribution => "then each keeps what it contributed",
    };
    let months = rule.months.map(|months| format!(" ({months} months)")).unwrap_or_default();
    format!("{}{months}; {exit}.", rule.words.trim().trim_end_matches('.'))
}

fn times(body: &Agreement) -> Vec<(String, String)> {
    let days =
        [("Signed", body.signed_on), ("Starts", body.starts_on), ("Ends", body.ends_on), ("Review due", body.review_due_on)];
    let notice = body.notice_days.map(|days| format!("{days} days")).unwrap_or_default();
    let days = days.iter().map(|(name, on)| ((*name).to_owned(), on.map(long).unwrap_or_default()));
    days.chain([("Notice".to_owned(), notice)]).collect()
}

fn assurance(body: &Agreement) -> Vec<(String, String)> {
    let of = &body.assurance;
    let on = of.impact_assessment_on.map(|on| format!(", {}", long(on))).unwrap_or_default();
    let impact = if of.impact_assessment.trim().is_empty() { String::new() } else { format!("{}{on}", of.impact_assessment) };
    let said = |name: &str, words: &str| (name.to_owned(), words.to_owned());
    vec![
        said("Impact assessment", &impact),
        said("Joint controllers", &of.joint_controllers),
        said("Breaches", &of.breach_contacts),
        said("Requests about own data", &of.rights_route),
    ]
}
