//! A signed version is never changed: a change of what was agreed is a new draft (ISA-2).

use crate::agreement::{Agreement, AgreementState, Party};
use crate::ids::AgreementId;

/// What an edit of an agreement is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Nothing,
    /// A draft is written on, or a signed version is kept up: a contact, the day of its review, its end by a party.
    InPlace,
    /// What was agreed would change. The fields that would.
    NewVersion(Vec<&'static str>),
}

/// What an edit of `before` to `after` is.
#[must_use]
pub fn change_of(before: &Agreement, after: &Agreement) -> Change {
    if before == after {
        return Change::Nothing;
    }
    match before.state {
        AgreementState::Draft => Change::InPlace,
        AgreementState::Signed | AgreementState::Suspended | AgreementState::Revoked => {
            let changed = agreed_fields(before, after);
            if changed.is_empty() { Change::InPlace } else { Change::NewVersion(changed) }
        }
    }
}

/// The fields that were signed and differ.
fn agreed_fields(before: &Agreement, after: &Agreement) -> Vec<&'static str> {
    let bound = |agreement: &Agreement| agreement.parties.iter().map(bound_of).collect::<Vec<_>>();
    let differs = [
        ("title", before.title != after.title),
        ("version", before.version != after.version || before.supersedes != after.supersedes),
        ("parties", bound(before) != bound(after)),
        ("purposes", before.purposes != after.purposes || before.purpose_words != after.purpose_words),
        ("prohibited_uses", before.prohibited_uses != after.prohibited_uses),
        ("categories", before.categories != after.categories || before.excluded != after.excluded),
        ("clauses", before.clauses != after.clauses),
        ("subjects", before.subjects != after.subjects),
        ("scope", before.scope != after.scope),
        ("onward", before.onward != after.onward),
        ("printing", before.printing != after.printing),
        ("keeping", before.keeping != after.keeping),
        ("dates", (before.signed_on, before.starts_on, before.ends_on) != (after.signed_on, after.starts_on, after.ends_on)),
        ("notice_days", before.notice_days != after.notice_days),
        ("signatories", before.signatories != after.signatories),
    ];
    differs.into_iter().filter(|(_, changed)| *changed).map(|(field, _)| field).collect()
}

/// A party without its contacts, which change without anybody signing again.
fn bound_of(party: &Party) -> Party {
    Party {
        data_protection_contact: String::new(),
        caldicott_guardian: String::new(),
        information_asset_owner: String::new(),
        requests_contact: String::new(),
        ..party.clone()
    }
}

/// The draft of the version after `before`, with the words of `after`. Nobody has signed it yet.
#[must_use]
pub fn next_version(id: AgreementId, before: &Agreement, after: &Agreement) -> Agreement {
    Agreement {
        version: before.version.saturating_add(1),
        supersedes: Some(id),
        state: AgreementState::Draft,
        signed_on: None,
        signatories: Vec::new(),
        suspended: None,
        revoked: None,
        document: None,
        ..after.clone()
    }
}
