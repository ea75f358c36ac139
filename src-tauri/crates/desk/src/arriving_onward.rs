//! The sender of a bundle agreed that what it sent of a case may be passed on: noted, and from then on known to the gate.

use crate::asks::arrive::NoteOriginatorAgreed;
use crate::asks::shared::Recorded;
use crate::keeping::{Doing, Kept};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome};
use crate::views::short_day;
use casework::agreement::Onward;
use casework::ids::CaseId;
use casework::import::{CaseVerdict, Import, OriginatorAgreed};
use casework::partner::Partner;
use casework::referral::CaseFile;

/// Notes that the sender agreed, for one case and one partner (rules.md ISA-11).
pub fn note_originator_agreed(sitting: &mut Sitting<'_>, ask: NoteOriginatorAgreed) -> Outcome<Recorded> {
    sitting.read::<CaseFile>(ask.case)?;
    sitting.read::<Partner>(ask.to)?;
    let kept: Kept<Import> = sitting.read(ask.import)?;
    let mut form = Form::default();
    form.needs("who", &ask.who, "Say who in the sender's unit agreed, and how they said so.");
    if ask.on > sitting.today() || ask.on < casework::when::london_day(kept.body.sealed_at) {
        form.wrong("on", "Choose the day on which they agreed: after they sent it, and not in the future.");
    }
    if kept.body.terms.onward != Onward::WithOriginatorsAgreement {
        form.wrong("import", "The sender's terms leave nothing to agree: they allow it already, or not at all.");
    }
    if ask.to == kept.body.partner {
        form.wrong("to", "What goes back to the sender is not passed on. Choose another partner.");
    }
    if !kept.body.cases.iter().any(|one| one.case == ask.case && one.verdict == CaseVerdict::Accepted) {
        form.wrong("case", "This bundle brought nothing of that case.");
    }
    form.done()?;
    let mut agreed = kept.body.originator_agreed;
    agreed.push(OriginatorAgreed {
        case: ask.case,
        to: ask.to,
        who: ask.who.trim().to_owned(),
        on: ask.on,
        by: sitting.session.member,
    });
    let doing = Doing::in_case("note_originator_agreed", ask.case).about(kept.id);
    sitting.write(doing, |w| w.amend(kept.id, "originator_agreed", &agreed))?;
    Ok(Recorded { record: kept.id })
}

/// What the sender agreed to of a case, in words.
pub(crate) fn agreed_in_words(sitting: &Sitting<'_>, import: &Import, case: CaseId) -> Outcome<Vec<String>> {
    let of_case = import.originator_agreed.iter().filter(|agreed| agreed.case == case);
    of_case
        .map(|agreed| {
            let to = sitting.read::<Partner>(agreed.to)?.body.unit_name;
            Ok(format!("May be passed on to {to}: {}, {}.", agreed.who, short_day(agreed.on)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arriving_table::{key, two_units, with_order};
    use crate::asks::arrive::ListConflicts;
    use crate::keeping::Filing;
    use casework::agency::Agency;
    use casework::ids::PartnerId;
    use chrono::TimeDelta;

    #[test]
    fn what_the_sender_agreed_to_is_known_to_the_gate_for_that_case_and_partner_alone() {
        let (mut theirs, mut ours) = two_units();
        let (case, order) = with_order(&mut theirs, "E-26-0412");
        let records = theirs.carried(case);
        let file = theirs.seal_with(&mut ours, &records, |plan| plan.terms.onward = bundles::Onward::WithOriginatorsAgreement);
        let import = ours.take(&file, case).import;
        let other_case = ours.table.case("N-26-0001", casework::referral::CaseState::Active, "");
        let mut third = ours.table.sit().read::<Partner>(ours.partner).unwrap().body;
        third.unit_name = "Southfen unit".to_owned();
        third.unit = "22".repeat(16);
        let doing = Doing::of_unit("take_contact_card");
        let third: PartnerId =
            ours.table.sit().write(doing, |w| w.create(Filing::of_unit(Agency::Police), &third)).unwrap().into();
        let today = ours.table.sit().today();
        let right = NoteOriginatorAgreed { import, case, to: third, who: "B. Dummy, by telephone".to_owned(), on: today };
        let sender = ours.partner;
        let mut refused = |change: &dyn Fn(&mut NoteOriginatorAgreed)| {
            let mut ask = right.clone();
            change(&mut ask);
            key(note_originator_agreed(&mut ours.table.sit(), ask))
        };
        assert_eq!(refused(&|ask| ask.who = " ".to_owned()), "fields who");
        assert_eq!(refused(&|ask| ask.on = today + TimeDelta::days(1)), "fields on");
        assert_eq!(refused(&|ask| ask.on = today - TimeDelta::days(1)), "fields on");
        assert_eq!(refused(&|ask| ask.to = sender), "fields to");
        assert_eq!(refused(&|ask| ask.case = other_case), "fields case");
        let known = |ours: &mut crate::arriving_table::Side| {
            let found = crate::sharing_facts::of_case(&ours.table.sit(), case).unwrap();
            let roles = crate::sharing_facts::UnitFacts::of(&ours.table.sit()).unwrap().roles;
            let item = found.items.iter().find(|item| item.id() == order).unwrap();
            item.for_gate(case, Some(third), &roles).imported.unwrap().originator_agreed_to
        };
        assert!(known(&mut ours).is_empty());
        note_originator_agreed(&mut ours.table.sit(), right).unwrap();
        assert_eq!(known(&mut ours), [third].into());
        let view = crate::conflicts::conflicts(&mut ours.table.sit(), ListConflicts { case: Some(case) }).unwrap();
        assert!(view.sources[0].asks_originator);
        let words = &view.sources[0].originator_agreed;
        assert!(words[0].starts_with("May be passed on to Southfen unit: B. Dummy, by telephone"), "{words:?}");
    }

    #[test]
    fn terms_that_allow_nothing_or_everything_leave_nothing_to_agree() {
        let (mut theirs, mut ours) = two_units();
        let (case, _) = with_order(&mut theirs, "E-26-0412");
        let file = theirs.seal_case(&mut ours, case);
        let import = ours.take(&file, case).import;
        let on = ours.table.sit().today();
        let ask = NoteOriginatorAgreed { import, case, to: ours.partner, who: "B. Dummy".to_owned(), on };
        assert_eq!(key(note_originator_agreed(&mut ours.table.sit(), ask)), "fields import");
    }
}
