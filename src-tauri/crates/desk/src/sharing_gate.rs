//! From what somebody wants to share to what the gate says of it: nothing here decides, the gate does.

use crate::agreement_view::replaced_on;
use crate::asks::sharing::{ShareFooting, ShareWhat};
use crate::keeping::Kept;
use crate::opening::shipped;
use crate::sharing_facts::{CaseItems, Item, UnitFacts, of_case};
use crate::sitting::Sitting;
use crate::trouble::{Outcome, Refusal};
use casework::agreement::{Agreement, PartyKind, Regime};
use casework::disclosure::{Addressee, Recipient, Route, SharingChannel, VictimTold};
use casework::gate_code::GateCode;
use casework::ids::{AgreementId, MemberId, RecordId};
use casework::partner::Partner;
use casework::partner_part::PartnerPart;
use casework::referral::CaseFile;
use casework::rules::agreement::{own_party, party_kind_of};
use casework::rules::gate::{
    About, AdvocateReach, Asked, CaseFacts, Chosen, Facts, LogReady, Needs, Preview, Refusal as Refused, Selection, Sender,
    Verdict, gate, is_sealed, selection,
};
use casework::when::Moment;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// More cases than these in one bundle need a second person.
pub(crate) const SECOND_PERSON_ABOVE: usize = 3;

/// Why a record stays.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stays {
    Gate(GateCode),
    /// It lies in a compartment that nobody chose by name (security.md B-4).
    NotNamed(String),
    /// It lies in a compartment that is not open to whoever shares.
    Closed(String),
}

impl Stays {
    /// The reason a disclosure record keeps.
    pub(crate) const fn code(&self) -> GateCode {
        match self {
            Self::Gate(code) => *code,
            Self::NotNamed(_) | Self::Closed(_) => GateCode::CompartmentNotChosen,
        }
    }
}

/// What would leave and what stays.
#[derive(Debug)]
pub(crate) struct Sifted {
    pub(crate) leaving: BTreeSet<RecordId>,
    pub(crate) withheld: BTreeMap<RecordId, Stays>,
    pub(crate) needs: Needs,
    /// Whether a second person has to look at it.
    pub(crate) second_person: bool,
}

/// What confirms a disclosure; none of it while only the preview is shown.
#[derive(Debug, Default)]
pub(crate) struct Confirming {
    pub(crate) necessity: String,
    pub(crate) read: bool,
    pub(crate) second: Option<MemberId>,
    pub(crate) victim_told: Option<VictimTold>,
}

/// Everything that is known about what is asked.
pub(crate) struct Known {
    pub(crate) agreement: Option<Kept<Agreement>>,
    pub(crate) partner: Kept<Partner>,
    pub(crate) cases: Vec<CaseItems>,
    pub(crate) references: BTreeMap<RecordId, String>,
    parts: Vec<CaseFacts>,
    superseded_on: Option<NaiveDate>,
    unit: UnitFacts,
}

impl Known {
    /// Looks up what the gate has to know.
    ///
    /// # Errors
    /// `not_found` where the partner, the agreement or a case is not there for whoever asks.
    pub(crate) fn of(sitting: &Sitting<'_>, what: &ShareWhat) -> Outcome<Self> {
        let agreement = agreement_of(what).map(|id| sitting.read::<Agreement>(id)).transpose()?;
        let superseded_on = agreement_of(what).map(|id| superseded(sitting, id)).transpose()?.flatten();
        let partner = sitting.read::<Partner>(what.partner)?;
        let (mut cases, mut parts, mut references) = (Vec::new(), Vec::new(), BTreeMap::new());
        for case in what.cases.iter().copied().collect::<BTreeSet<_>>() {
            let found = of_case(sitting, case)?;
            references.insert(case.into(), sitting.read::<CaseFile>(case)?.body.reference);
            let known = parts_of(sitting, case, what.partner)?;
            parts.push(CaseFacts {
                case,
                restricted: found.restricted,
                partner_works_on_it: !known.is_empty(),
                perpetrator_linked: known.iter().any(|part| part.part.is_through_perpetrator()),
            });
            cases.push(found);
        }
        Ok(Self { agreement, partner, cases, references, parts, superseded_on, unit: UnitFacts::of(sitting)? })
    }

    /// Every record of the chosen cases.
    pub(crate) fn items(&self) -> impl Iterator<Item = (&CaseItems, &Item)> {
        self.cases.iter().flat_map(|found| found.items.iter().map(move |item| (found, item)))
    }

    /// What the gate says: tests 1 to 8 for the preview, all of them where it is confirmed.
    ///
    /// # Errors
    /// [`Refusal::Gate`] with the first test that fails.
    pub(crate) fn sift(&self, sitting: &Sitting<'_>, what: &ShareWhat, confirmed: Option<Confirming>) -> Outcome<Sifted> {
        let mut withheld = BTreeMap::new();
        let mut items = Vec::new();
        for (found, item) in self.items() {
            match closed(item) {
                Some(stays) => drop(withheld.insert(item.id(), stays)),
                None => items.push(item.for_gate(found.case, Some(what.partner), &self.unit.roles)),
            }
        }
        let is_confirmed = confirmed.is_some();
        let asked = self.asked(what, confirmed.unwrap_or_default());
        let facts = self.facts(sitting, items)?;
        let found = if is_confirmed {
            match gate(&asked, &facts) {
                Verdict::Passes(found) => found,
                Verdict::Refused(refused) => return Err(self.told(refused).into()),
            }
        } else {
            selection(&asked, &facts).map_err(|refused| self.told(refused))?
        };
        let Selection { leaving, withheld: dropped, needs } = found;
        let leaving: BTreeSet<RecordId> = leaving.into_iter().collect();
        withheld.extend(dropped.into_iter().map(|(record, code)| (record, self.stays(record, code))));
        let second_person = self.second_person(&leaving);
        Ok(Sifted { leaving, withheld, needs, second_person })
    }

    /// A wall is named where it is one that keeps the record back.
    fn stays(&self, record: RecordId, code: GateCode) -> Stays {
        let found = self.items().find(|(_, item)| item.id() == record);
        match found.and_then(|(_, item)| item.compartment.clone()) {
            Some(wall) if code == GateCode::CompartmentNotChosen => Stays::NotNamed(wall),
            Some(_) | None => Stays::Gate(code),
        }
    }

    /// Whether somebody else has to look at it: said beforehand, and asked for by the gate.
    fn second_person(&self, leaving: &BTreeSet<RecordId>) -> bool {
        let walled = |item: &Item| is_sealed(item.category) || item.compartment.is_some();
        let sealed = self.items().any(|(_, item)| leaving.contains(&item.id()) && walled(item));
        let restricted = self.cases.iter().any(|found| found.restricted);
        self.cases.len() > SECOND_PERSON_ABOVE || restricted || sealed
    }

    fn facts(&self, sitting: &Sitting<'_>, items: Vec<casework::rules::gate::ItemFacts>) -> Outcome<Facts<'_>> {
        let kind = party_kind_of(sitting.session.agency);
        let own = self.agreement.as_ref().and_then(|kept| own_party(&kept.body, kind));
        Ok(Facts {
            now: sitting.now,
            today: sitting.today(),
            holidays: &self.unit.holidays,
            law: &shipped()?.sharing,
            sender: Sender {
                member: sitting.session.member,
                role: sitting.session.role,
                kind,
                regime: own.map_or(regime_of(kind), |party| party.regime),
                // Whoever seals types their passphrase with the question; nothing leaves by a preview.
                authenticated_at: Some(sitting.now),
            },
            agreement: self.agreement.as_ref().map(|kept| &kept.body),
            superseded_on: self.superseded_on,
            partner: Some(&self.partner.body),
            approvers: &self.unit.approvers,
            cases: self.parts.clone(),
            items,
            last_necessity: self.unit.last_necessity.clone(),
            second_person_above: SECOND_PERSON_ABOVE,
            log: LogReady::Ready,
        })
    }

    fn asked(&self, what: &ShareWhat, confirming: Confirming) -> Asked {
        let out: BTreeSet<RecordId> = what.left_out.iter().copied().collect();
        let records = if restricted_or_trimmed(self, &out) {
            Chosen::Only(self.items().map(|(_, item)| item.id()).filter(|id| !out.contains(id)).collect())
        } else {
            Chosen::OfTheCategories
        };
        let mut asked = Asked {
            route: Some(route_of(what)),
            channel: SharingChannel::Bundle,
            recipient: Some(recipient(what, &self.partner.body)),
            purpose: what.purpose,
            cases: what.cases.iter().copied().collect(),
            categories: what.categories.iter().copied().collect(),
            records,
            compartments: what.compartments.iter().cloned().collect(),
            necessity: confirming.necessity,
            preview: if confirming.read { Preview::EveryRowRead } else { Preview::NotRead },
            second: confirming.second,
            victim_told: confirming.victim_told,
            bases: Vec::new(),
            gateway: None,
            further_processing: String::new(),
            recipient_regime: regime_of(self.partner.body.kind),
            approver: None,
            harm: None,
            why_not_wait: String::new(),
            advocate: AdvocateReach::Reachable,
        };
        match &what.footing {
            ShareFooting::Agreement { .. } => {}
            ShareFooting::OneOff { bases, gateway, further_processing, approver } => {
                asked.bases.clone_from(bases);
                asked.gateway.clone_from(gateway);
                asked.further_processing.clone_from(further_processing);
                asked.approver.clone_from(approver);
            }
            ShareFooting::Emergency { harm, why_not_wait, advocate_reachable, approver, .. } => {
                asked.harm = *harm;
                asked.why_not_wait.clone_from(why_not_wait);
                asked.approver.clone_from(approver);
                if !advocate_reachable {
                    asked.advocate = AdvocateReach::NotReachable;
                }
            }
        }
        asked
    }

    /// A refusal of the gate with what it is about, as people say it.
    fn told(&self, refused: Refused) -> Refusal {
        let reference = |record: &RecordId| self.references.get(record).cloned().unwrap_or_default();
        let about = match &refused.about {
            About::Everything => String::new(),
            About::Cases(cases) => cases.iter().map(|case| reference(&(*case).into())).collect::<Vec<_>>().join(", "),
            About::CaseRecord { case, .. } => reference(&(*case).into()),
            About::Records(records) => format!("{} records", records.len()),
            About::Law(words) => words.clone(),
        };
        Refusal::Gate { code: refused.code, about }
    }
}

/// A restricted case leaves only record by record, and what was taken out by hand makes a list too.
fn restricted_or_trimmed(known: &Known, out: &BTreeSet<RecordId>) -> bool {
    !out.is_empty() || known.cases.iter().any(|found| found.restricted)
}

/// What is not open to whoever shares cannot be read before it leaves, so the gate is not even asked.
fn closed(item: &Item) -> Option<Stays> {
    item.compartment.as_ref().filter(|_| item.record.closed).map(|code| Stays::Closed(code.clone()))
}

/// The first day of a later signed version of an agreement.
pub(crate) fn superseded(sitting: &Sitting<'_>, id: AgreementId) -> Outcome<Option<NaiveDate>> {
    Ok(replaced_on(&sitting.all_of()?, id))
}

/// What a partner has to do with a case today.
pub(crate) fn parts_of(
    sitting: &Sitting<'_>,
    case: casework::ids::CaseId,
    partner: casework::ids::PartnerId,
) -> Outcome<Vec<PartnerPart>> {
    let all = sitting.filed_under::<PartnerPart>(case)?.into_iter().map(|kept| kept.body);
    Ok(all.filter(|part| part.partner == partner && part.ended_on.is_none()).collect())
}

/// The law under which an organisation of this kind usually processes; an agreement names it otherwise.
pub(crate) const fn regime_of(kind: PartyKind) -> Regime {
    match kind {
        PartyKind::PoliceForce | PartyKind::ProbationProvider => Regime::DpaPart3,
        PartyKind::NhsBody | PartyKind::LocalAuthority | PartyKind::Charity | PartyKind::Other => Regime::UkGdpr,
    }
}

pub(crate) const fn route_of(what: &ShareWhat) -> Route {
    match what.footing {
        ShareFooting::Agreement { .. } => Route::Agreement,
        ShareFooting::OneOff { .. } => Route::OneOff,
        ShareFooting::Emergency { .. } => Route::Emergency,
    }
}

pub(crate) const fn agreement_of(what: &ShareWhat) -> Option<AgreementId> {
    match what.footing {
        ShareFooting::Agreement { agreement } => Some(agreement),
        ShareFooting::OneOff { .. } | ShareFooting::Emergency { .. } => None,
    }
}

/// Who gets it: a person at the partner.
pub(crate) fn recipient(what: &ShareWhat, partner: &Partner) -> Recipient {
    let identity_checked = match &what.footing {
        ShareFooting::Emergency { identity_checked, .. } => identity_checked.clone(),
        ShareFooting::Agreement { .. } | ShareFooting::OneOff { .. } => String::new(),
    };
    Recipient {
        partner: Some(what.partner),
        kind: partner.kind,
        addressee: Addressee::Professional,
        name: what.name.trim().to_owned(),
        post: what.post.trim().to_owned(),
        organisation: partner.unit_name.clone(),
        identity_checked,
    }
}

/// The moment until which a bundle sealed now may be opened.
pub(crate) fn good_until(known: &Known, now: Moment) -> Moment {
    let by_default = now + chrono::TimeDelta::days(GOOD_FOR_DAYS);
    let ends = known.agreement.as_ref().and_then(|kept| kept.body.ends_on);
    let last = ends.and_then(|day| day.and_hms_opt(23, 59, 59)).map(|end| end.and_utc());
    last.map_or(by_default, |last| last.min(by_default))
}

/// Days for which a sealed bundle can be brought in.
const GOOD_FOR_DAYS: i64 = 28;
