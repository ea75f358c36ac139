//! A bundle as it is shown before anything changes: who sealed it, on what terms, and what would become of each record.

use crate::arriving::{Looked, Staged, look, titled};
use crate::arriving_bring::{Weighed, bring, by_case};
use crate::arriving_people::alike;
use crate::asks::arrive::{
    ArrivingCase, BundleOpened, BundleView, HeldHere, NoticeView, OpenBundle, PerhapsSamePerson, RefusedRecord, SealView,
};
use crate::conflicts::{Speakers, views};
use crate::keeping::{Doing, Kept, Writing, id_of, moment_of, record_of};
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use crate::unit::hex;
use bundles::{BundleKind, Place};
use casework::agreement::{Agreement, Onward, Printing, SharingPurpose};
use casework::body::Category;
use casework::import::{Import, Terms};
use casework::partner::{ComparedHow, Partner};
use std::collections::BTreeSet;
use store::{Arrival, Id};

/// What somebody without a key sees of a bundle.
///
/// # Errors
/// The refusal in words, where it is none that this version reads.
pub fn seen_from_outside(file: &[u8]) -> Outcome<bundles::Outside> {
    bundles::outside(file).map_err(|why| crate::arriving::in_words(&why))
}

/// Shows what is in a picked bundle. What is weighed is weighed in a transaction that never stands.
pub fn open_bundle(sitting: &mut Sitting<'_>, ask: OpenBundle) -> Outcome<BundleOpened> {
    let staged = match look(sitting, &ask.file, ask.agreement)? {
        Looked::Which { partner_name, agreements } => {
            sitting.note(Doing::of_unit("open_bundle"))?;
            return Ok(BundleOpened::WhichAgreement { partner_name, agreements });
        }
        Looked::Staged(staged) => staged,
    };
    let shown = match staged.contents.whole.manifest.kind {
        BundleKind::Cases | BundleKind::OwnUnit => BundleOpened::Cases(Box::new(cases_view(sitting, &staged)?)),
        BundleKind::Receipt | BundleKind::Withdrawal | BundleKind::Correction => {
            BundleOpened::Notice(Box::new(notice_view(sitting, &staged)?))
        }
    };
    sitting.note(Doing::of_unit("open_bundle").about(staged.partner.id))?;
    Ok(shown)
}

fn cases_view(sitting: &mut Sitting<'_>, staged: &Staged) -> Outcome<BundleView> {
    let seal = seal_view(sitting, staged)?;
    let contents = &staged.contents;
    let speakers = Speakers::of(sitting)?;
    let partner_name = staged.partner.body.unit_name.clone();
    let mut cases = sitting.rehearse(Doing::of_unit("open_bundle"), |w, _| {
        let arrival = Arrival { import: w.inner.fresh_id()?, sequence: contents.whole.manifest.sequence };
        let speakers = speakers.with(arrival.import, &partner_name);
        let weighed = bring(w, &by_case(&contents.records), arrival)?;
        weighed.iter().map(|(case, weighed)| shown(w, *case, weighed, &speakers)).collect::<Outcome<Vec<ArrivingCase>>>()
    })?;
    let covered = staged.ours.as_ref().map(|kept| kept.body.categories.clone()).unwrap_or_default();
    for case in &mut cases {
        let come: BTreeSet<&str> = case.categories.iter().map(String::as_str).collect();
        let missing = covered.iter().map(|category| category_words(*category)).filter(|words| !come.contains(words.as_str()));
        case.not_in_it = missing.collect();
    }
    for aside in &contents.quarantined {
        let of = bundles::CarriedRecord::read(&aside.bytes).ok().and_then(|record| record.case);
        let place = of.and_then(|of| cases.iter().position(|case| id_of(case.case.into()) == of)).unwrap_or(0);
        if let Some(case) = cases.get_mut(place) {
            case.refused.push(RefusedRecord {
                record: record_of(aside.record.unwrap_or(Id([0; 16]))),
                what: if aside.entries == 0 { "A record".to_owned() } else { format!("{} entries of a record", aside.entries) },
                why: format!("It does not fit its chain and was set aside ({}).", aside.why.code()),
            });
        }
    }
    cases.sort_by_key(|case| (case.held == HeldHere::New, case.reference.clone()));
    let forms = crate::carried_forms::arriving(contents)?;
    let left = contents.attachments.len() + contents.unknown.len() + forms.left;
    Ok(BundleView { seal, cases, forms: forms.words, left_in_file: u32::try_from(left).unwrap_or(u32::MAX) })
}

fn shown(w: &Writing<'_, '_>, case: Id, weighed: &Weighed, speakers: &Speakers) -> Outcome<ArrivingCase> {
    let store = w.inner.store();
    let mut conflicts = Vec::new();
    for record in &weighed.conflicting {
        let mut of_record = views(store, speakers, record)?;
        of_record.iter_mut().for_each(|view| view.reference.clone_from(&weighed.reference));
        conflicts.extend(of_record);
    }
    conflicts.sort_by_key(|view| !view.dangerous);
    let mut perhaps_same = Vec::new();
    if !weighed.was_here && weighed.cannot.is_none() {
        for (other, because) in alike(w, case, weighed)? {
            let Some(row) = store.case_row(other)? else { continue };
            let because: Vec<String> = because.into_iter().collect();
            perhaps_same.push(PerhapsSamePerson {
                case: record_of(other).into(),
                reference: row.reference,
                because: format!("Stands there too: {}", because.join(", ")),
            });
        }
    }
    Ok(ArrivingCase {
        case: record_of(case).into(),
        reference: weighed.reference.clone(),
        held: if weighed.was_here { HeldHere::Held } else { HeldHere::New },
        new: weighed.new,
        changed: weighed.changed,
        same: weighed.same,
        unread: weighed.unread,
        cannot: weighed.cannot.unwrap_or_default().to_owned(),
        refused: weighed.refused.clone(),
        conflicts,
        categories: weighed.categories.iter().map(|category| category_words(*category)).collect(),
        not_in_it: Vec::new(),
        perhaps_same,
    })
}

fn category_words(category: Category) -> String {
    crate::history::act_words(&category.code().replace('-', "_"))
}

pub(crate) fn seal_view(sitting: &Sitting<'_>, staged: &Staged) -> Outcome<SealView> {
    let manifest = &staged.contents.whole.manifest;
    let partner = &staged.partner;
    let terms = crate::arriving_take::terms(sitting, staged)?;
    Ok(SealView {
        partner: partner.id.into(),
        partner_name: partner.body.unit_name.clone(),
        key: hex(&manifest.sender_key.0).chars().take(8).collect::<String>().to_uppercase(),
        compared: compared(&partner.body),
        sealed_at: moment_of(manifest.created_ms),
        under: under_words(staged.ours.as_ref(), crate::arriving_take::route(manifest.route)),
        purpose: purpose_words(&manifest.purpose),
        terms: terms_in_words(&terms),
        delete_by: terms.delete_by,
        sequence: manifest.sequence,
        warning: match staged.contents.whole.place {
            Place::Next => String::new(),
            Place::Gap { from, to } if from == to => format!("Bundle {from} of this sender never came here. Ask them for it."),
            Place::Gap { from, to } => format!("Bundles {from} to {to} of this sender never came here. Ask them for these."),
            Place::Late => "A later bundle of this sender came first. Nothing newer is overwritten.".to_owned(),
        },
    })
}

fn compared(partner: &Partner) -> String {
    partner.compared.as_ref().map_or(String::new(), |compared| {
        let how = match compared.how {
            ComparedHow::ByVoice => "by voice",
            ComparedHow::InPerson => "in person",
        };
        format!("compared {how} on {}", compared.on.format("%-d %B %Y"))
    })
}

fn under_words(ours: Option<&Kept<Agreement>>, route: casework::disclosure::Route) -> String {
    match (ours, route) {
        (Some(kept), _) => titled(&kept.body),
        (None, casework::disclosure::Route::Emergency) => "Shared in an emergency, under no agreement".to_owned(),
        (None, casework::disclosure::Route::OneOff | casework::disclosure::Route::Agreement) => {
            "Shared once, under no agreement".to_owned()
        }
    }
}

/// Under what an import came, in words.
pub(crate) fn under(sitting: &Sitting<'_>, import: &Import) -> Outcome<String> {
    let ours = match import.agreement.as_ref().and_then(|theirs| theirs.ours) {
        Some(ours) => sitting.look_up::<Agreement>(ours)?,
        None => None,
    };
    Ok(under_words(ours.as_ref(), import.route))
}

/// What binds whoever holds what came.
pub(crate) fn terms_in_words(terms: &Terms) -> Vec<String> {
    let mut words = Vec::new();
    words.push(match &terms.onward {
        Onward::NotAllowed => "May not be passed on.".to_owned(),
        Onward::NamedParties(named) if named.is_empty() => {
            "May be passed on to units that are not known here, so to nobody.".to_owned()
        }
        Onward::NamedParties(named) => format!("May be passed on to {} named units alone.", named.len()),
        Onward::WithOriginatorsAgreement => "May be passed on only where the sender agrees, case by case.".to_owned(),
    });
    words.push(match terms.printing {
        Printing::Allowed => "May be printed.".to_owned(),
        Printing::NotAllowed => "May not be printed.".to_owned(),
    });
    let purposes: Vec<&str> = terms.purposes.iter().map(|purpose| purpose.label()).collect();
    if !purposes.is_empty() {
        words.push(format!("Used for: {}.", purposes.join(", ").to_lowercase()));
    }
    words
}

fn purpose_words(code: &str) -> String {
    crate::views::of_code::<SharingPurpose>(code).map_or_else(|| code.replace('_', " "), |purpose| purpose.label().to_owned())
}

fn notice_view(sitting: &Sitting<'_>, staged: &Staged) -> Outcome<NoticeView> {
    let contents = &staged.contents;
    let here = |records: &[Id]| -> Outcome<u32> {
        let mut count = 0;
        for record in records {
            count += u32::from(sitting.store().record(*record)?.is_some());
        }
        Ok(count)
    };
    let (title, words, records) = match (&contents.receipt, &contents.withdrawal, &contents.correction) {
        (Some(receipt), _, _) => ("A receipt for a bundle you sent", crate::arriving_take::receipt_words(receipt), 0),
        (_, Some(asked), _) => (
            "The sender asks back what it shared",
            format!(
                "Why: {}. Accepting sets what came with those bundles aside; rejecting keeps it, with your reason.",
                asked.words
            ),
            here(&asked.records)?,
        ),
        (_, _, Some(corrected)) => (
            "The sender corrected what it shared",
            "The corrected records come in a bundle of their own where they may leave. Until then treat these as doubtful."
                .to_owned(),
            here(&corrected.records)?,
        ),
        (None, None, None) => ("A notice", "It says nothing that this version reads.".to_owned(), 0),
    };
    Ok(NoticeView { seal: seal_view(sitting, staged)?, title: title.to_owned(), words, records })
}
