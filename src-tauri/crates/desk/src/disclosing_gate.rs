//! What is told by voice or on paper, put before the same gate as what is sealed (rules.md 1.4).

use crate::asks::disclosures::{RecordDisclosure, TellFooting};
use crate::keeping::Kept;
use crate::opening::shipped;
use crate::sharing_facts::{CaseItems, Item, UnitFacts, of_case};
use crate::sharing_gate::{SECOND_PERSON_ABOVE, parts_of, regime_of, superseded};
use crate::sitting::Sitting;
use crate::trouble::{Outcome, Plain, Refusal};
use casework::agency::{Agency, Role};
use casework::agreement::Agreement;
use casework::body::Category;
use casework::disclosure::{Approver, Recipient, Route, VictimTold};
use casework::ids::{MemberId, RecordId};
use casework::partner::Partner;
use casework::referral::CaseFile;
use casework::rules::agreement::{own_party, party_kind_of};
use casework::rules::gate::{
    About, AdvocateReach, Asked, CaseFacts, Chosen, Facts, LogReady, Preview, Refusal as Refused, Selection, Sender, Verdict,
    gate,
};
use casework::when::london_day;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Who answers for it, and what they said: known by their passphrases before the gate is asked.
pub(crate) struct Deciding {
    pub(crate) by: MemberId,
    pub(crate) role: Role,
    pub(crate) agency: Agency,
    pub(crate) second: Option<MemberId>,
    pub(crate) approver: Option<Approver>,
    pub(crate) victim_told: Option<VictimTold>,
}

/// Everything the gate has to know of one case and its recipient.
pub(crate) struct Known {
    pub(crate) found: CaseItems,
    pub(crate) agreement: Option<Kept<Agreement>>,
    reference: String,
    superseded_on: Option<NaiveDate>,
    partner: Option<Kept<Partner>>,
    facts: CaseFacts,
    unit: UnitFacts,
}

impl Known {
    /// Looks it up.
    ///
    /// # Errors
    /// `not_found` where the case, the agreement or the partner is not there for whoever asks.
    pub(crate) fn of(sitting: &Sitting<'_>, ask: &RecordDisclosure) -> Outcome<Self> {
        let agreement = match ask.footing {
            TellFooting::Agreement { agreement } => Some(sitting.read::<Agreement>(agreement)?),
            TellFooting::OneOff { .. } | TellFooting::Emergency { .. } => None,
        };
        let superseded_on = agreement.as_ref().map(|kept| superseded(sitting, kept.id.into())).transpose()?.flatten();
        let partner = ask.to.partner.map(|id| sitting.read::<Partner>(id)).transpose()?;
        let found = of_case(sitting, ask.case)?;
        let parts = ask.to.partner.map(|partner| parts_of(sitting, ask.case, partner)).transpose()?.unwrap_or_default();
        Ok(Self {
            facts: CaseFacts {
                case: ask.case,
                restricted: found.restricted,
                partner_works_on_it: !parts.is_empty(),
                perpetrator_linked: parts.iter().any(|part| part.part.is_through_perpetrator()),
            },
            reference: sitting.read::<CaseFile>(ask.case)?.body.reference,
            found,
            agreement,
            superseded_on,
            partner,
            unit: UnitFacts::of(sitting)?,
        })
    }

    /// The records that were ticked, in order of record.
    ///
    /// # Errors
    /// `not_found` for one that is not of this case; `behind_a_wall` for one that is closed to whoever asks.
    pub(crate) fn ticked(&self, ask: &RecordDisclosure) -> Outcome<Vec<&Item>> {
        let ids: BTreeSet<RecordId> = ask.records.iter().copied().collect();
        let mut items = Vec::with_capacity(ids.len());
        for id in ids {
            let item = self.found.items.iter().find(|item| item.id() == id).ok_or(Plain::NotFound)?;
            if item.record.closed {
                return Err(Plain::BehindAWall.into());
            }
            items.push(item);
        }
        Ok(items)
    }

    /// What the gate says of it, all thirteen tests. The agreement, holds and terms count as of the day it was told.
    ///
    /// # Errors
    /// [`Refusal::Gate`] with the first test that fails.
    pub(crate) fn pass(
        &self,
        sitting: &Sitting<'_>,
        ask: &RecordDisclosure,
        deciding: &Deciding,
        to: &Recipient,
    ) -> Outcome<Selection> {
        let ticked = self.ticked(ask)?;
        let asked = self.asked(ask, deciding, to, &ticked);
        let kind = party_kind_of(deciding.agency);
        let own = self.agreement.as_ref().and_then(|kept| own_party(&kept.body, kind));
        let open = self.found.items.iter().filter(|item| !item.record.closed);
        let facts = Facts {
            now: sitting.now,
            today: london_day(ask.told_at),
            holidays: &self.unit.holidays,
            law: &shipped()?.sharing,
            sender: Sender {
                member: deciding.by,
                role: deciding.role,
                kind,
                regime: own.map_or(regime_of(kind), |party| party.regime),
                // Whoever decides has typed their passphrase with the question.
                authenticated_at: Some(sitting.now),
            },
            agreement: self.agreement.as_ref().map(|kept| &kept.body),
            superseded_on: self.superseded_on,
            partner: self.partner.as_ref().map(|kept| &kept.body),
            approvers: &self.unit.approvers,
            cases: vec![self.facts],
            items: open.map(|item| item.for_gate(ask.case, ask.to.partner, &self.unit.roles)).collect(),
            last_necessity: self.unit.last_necessity.clone(),
            second_person_above: SECOND_PERSON_ABOVE,
            log: LogReady::Ready,
        };
        match gate(&asked, &facts) {
            Verdict::Passes(found) => Ok(found),
            Verdict::Refused(refused) => Err(self.told(&refused).into()),
        }
    }

    fn asked(&self, ask: &RecordDisclosure, deciding: &Deciding, to: &Recipient, ticked: &[&Item]) -> Asked {
        // Nothing ticked is refused as nothing ticked, not as no category.
        let categories: BTreeSet<Category> = if ticked.is_empty() {
            Category::ALL.iter().copied().collect()
        } else {
            ticked.iter().map(|item| item.category).collect()
        };
        let mut asked = Asked {
            route: Some(route_of(&ask.footing)),
            channel: ask.channel,
            recipient: Some(to.clone()),
            purpose: ask.purpose,
            cases: BTreeSet::from([ask.case]),
            categories,
            records: Chosen::Only(ask.records.iter().copied().collect()),
            // Each record was ticked by itself: whoever ticked it has named the wall it lies behind.
            compartments: ticked.iter().filter_map(|item| item.compartment.clone()).collect(),
            necessity: necessity(ask).to_owned(),
            preview: if ask.read { Preview::EveryRowRead } else { Preview::NotRead },
            second: deciding.second,
            victim_told: deciding.victim_told.clone(),
            bases: Vec::new(),
            gateway: None,
            further_processing: String::new(),
            recipient_regime: regime_of(to.kind),
            approver: deciding.approver.clone(),
            harm: None,
            why_not_wait: String::new(),
            advocate: AdvocateReach::Reachable,
        };
        match &ask.footing {
            TellFooting::Agreement { .. } => {}
            TellFooting::OneOff { bases, gateway, further_processing } => {
                asked.bases.clone_from(bases);
                asked.gateway.clone_from(gateway);
                asked.further_processing.clone_from(further_processing);
            }
            TellFooting::Emergency { harm, why_not_wait, advocate_reachable } => {
                asked.harm = *harm;
                asked.why_not_wait.clone_from(why_not_wait);
                if !advocate_reachable {
                    asked.advocate = AdvocateReach::NotReachable;
                }
            }
        }
        asked
    }

    /// A refusal of the gate with what it is about, as people say it.
    fn told(&self, refused: &Refused) -> Refusal {
        let about = match &refused.about {
            About::Everything => String::new(),
            About::Cases(_) | About::CaseRecord { .. } => self.reference.clone(),
            About::Records(records) => format!("{} records", records.len()),
            About::Law(words) => words.clone(),
        };
        Refusal::Gate { code: refused.code, about }
    }
}

/// The route of a footing.
pub(crate) const fn route_of(footing: &TellFooting) -> Route {
    match footing {
        TellFooting::Agreement { .. } => Route::Agreement,
        TellFooting::OneOff { .. } => Route::OneOff,
        TellFooting::Emergency { .. } => Route::Emergency,
    }
}

/// Why it is necessary. Under a minute leaves no time to say it twice: in an emergency why waiting is worse says it.
pub(crate) fn necessity(ask: &RecordDisclosure) -> &str {
    match &ask.footing {
        TellFooting::Emergency { why_not_wait, .. } if ask.necessity.trim().is_empty() => why_not_wait.trim(),
        TellFooting::Agreement { .. } | TellFooting::OneOff { .. } | TellFooting::Emergency { .. } => ask.necessity.trim(),
    }
}
