//! Who received something of a case, or one record of it; and whether it changed since (rules.md RTS-6).

use crate::asks::sharing::{ReceivedView, WhoReceived, WhoReceivedView};
use crate::history::names;
use crate::keeping::{Kept, id_of};
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use casework::disclosure::{Disclosure, DisclosureOutcome, Receipt, Shared};
use casework::ids::{CaseId, RecordId};
use casework::referral::CaseFile;
use std::collections::BTreeMap;

/// Every disclosure that carried something of the case, newest first.
pub fn who_received(sitting: &mut Sitting<'_>, ask: WhoReceived) -> Outcome<WhoReceivedView> {
    sitting.read::<CaseFile>(ask.case)?;
    crate::cases::consult(sitting, ask.case)?;
    let names = names(sitting)?;
    let now = entries_now(sitting, ask.case)?;
    let mut all: Vec<Kept<Disclosure>> = sitting.all_of()?;
    all.retain(|kept| kept.body.cases.contains(&ask.case) && kept.body.outcome == DisclosureOutcome::Disclosed);
    all.sort_by_key(|kept| std::cmp::Reverse((kept.body.told_at, kept.id)));
    let views = all.into_iter().map(|kept| {
        let told = kept.body;
        let of_case: Vec<&Shared> = told.shared.iter().filter(|shared| now.contains_key(&shared.record)).collect();
        let changed = of_case.iter().filter(|shared| now.get(&shared.record).is_some_and(|now| *now > shared.entries));
        ReceivedView {
            disclosure: kept.id.into(),
            at: told.told_at,
            to: format!("{}, {}, {}", told.recipient.name, told.recipient.post, told.recipient.organisation),
            route: told.route,
            purpose: told.purpose.label().to_owned(),
            by: told.by,
            by_name: names.get(&id_of(told.by.into())).cloned().unwrap_or_default(),
            records: u32::try_from(of_case.len()).unwrap_or(u32::MAX),
            changed_since: u32::try_from(changed.count()).unwrap_or(u32::MAX),
            withheld: told.withheld.iter().map(|withheld| withheld.count).sum(),
            receipt: receipt_words(&told.receipt),
            holds_record: ask.record.is_some_and(|record| of_case.iter().any(|shared| shared.record == record)),
        }
    });
    let received = views.filter(|view| ask.record.is_none() || view.holds_record).collect();
    Ok(WhoReceivedView { received })
}

/// How many entries each record of the case has now.
pub(crate) fn entries_now(sitting: &Sitting<'_>, case: CaseId) -> Outcome<BTreeMap<RecordId, u32>> {
    let found = crate::sharing_facts::of_case(sitting, case)?;
    Ok(found.items.iter().map(|item| (item.id(), item.entries)).collect())
}

fn receipt_words(receipt: &Receipt) -> String {
    match receipt {
        Receipt::None => "No receipt yet".to_owned(),
        Receipt::Opened => "Opened".to_owned(),
        Receipt::Accepted => "Accepted".to_owned(),
        Receipt::Rejected(why) => format!("Rejected: {why}"),
    }
}
