//! Seals what says something of a bundle: a correction, a request to delete, a receipt. It holds numbers and codes, nothing of
//! what a record says, so it needs no gate; it stands on the bundle's own line.

use crate::keeping::{Doing, id_of, record_of};
use crate::sharing_cut_off::Unnamed;
use crate::sharing_seal::{LineAhead, SealedTo, closed_terms, seal_into};
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use bundles::{AgreementVersion, BundleKind, Content, KeyBytes, Plan, Sealed};
use casework::ids::{PartnerId, RecordId};
use chrono::TimeDelta;
use store::Id;

/// Days for which it can be brought in: longer than a bundle, because it must arrive.
const GOOD_FOR_DAYS: i64 = 180;

/// What is said, to whom, and of which bundle.
pub(crate) struct Notice<'c> {
    pub(crate) kind: BundleKind,
    pub(crate) content: Content<'c>,
    pub(crate) partner: PartnerId,
    /// Of the bundle it speaks of, as are agreement, purpose and basis.
    pub(crate) route: bundles::Route,
    pub(crate) agreement: Option<AgreementVersion>,
    pub(crate) purpose: String,
    pub(crate) basis: Vec<String>,
    /// The disclosure it speaks of; none for a receipt.
    pub(crate) disclosure: Option<RecordId>,
    pub(crate) doing: Doing,
}

/// A notice that was saved.
pub(crate) struct SealedNotice {
    /// Where, in words.
    pub(crate) place: String,
    pub(crate) sealed: Sealed,
    /// Its place on the line.
    pub(crate) sequence: u64,
}

impl Notice<'_> {
    /// Seals and saves it; none where the person changed their mind.
    pub(crate) fn seal(self, sitting: &mut Sitting<'_>) -> Outcome<Option<SealedNotice>> {
        let to = SealedTo::of(sitting, self.partner)?;
        let ahead = LineAhead::of(sitting, self.partner, self.agreement.map(|of| record_of(of.id).into()))?;
        let Some(mut place) = to.place(sitting)? else { return Ok(None) };
        let words = place.words();
        let unnamed = Unnamed::at(place.as_ref(), sitting.now, (self.kind, self.partner));
        let created_ms = sitting.now.timestamp_millis();
        let plan = Plan {
            kind: self.kind,
            route: self.route,
            sender_unit: Id(to.exchange.unit),
            exporter: id_of(sitting.session.member.into()),
            recipients: vec![bundles::Recipient { unit: Id(to.pinned.unit), key: KeyBytes(to.pinned.sealing) }],
            agreement: self.agreement,
            purpose: self.purpose,
            basis: self.basis,
            terms: closed_terms(sitting),
            created_ms,
            not_before_ms: created_ms,
            not_after_ms: (sitting.now + TimeDelta::days(GOOD_FOR_DAYS)).timestamp_millis(),
            sequence: ahead.sequence,
            previous: ahead.previous,
            schema: store::SCHEMA_VERSION,
            checkpoint: None,
            content: vec![self.content],
        };
        let (sealed, unnamed) = sitting.write(self.doing, |w| {
            let sealed = seal_into(w, &mut place, &plan, &to.exchange)?;
            w.inner.note_bundle(&ahead.taken_by(&sealed, created_ms))?;
            Ok((sealed, unnamed.set_out(w, &sealed, self.disclosure)?))
        })?;
        unnamed.finish(sitting, place)?;
        Ok(Some(SealedNotice { place: words, sealed, sequence: ahead.sequence }))
    }
}
