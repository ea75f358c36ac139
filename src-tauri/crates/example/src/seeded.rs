//! The rest of the caseload, from a seed: short cases in plain words, so that lists look like a real morning's.

use crate::cases::{Happening, Part, Story};
use std::collections::BTreeMap;

/// A small generator with a fixed sequence: the example unit is the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides.max(1)
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        let at = self.roll(from.len());
        from.get(at).copied().unwrap_or_default()
    }
}

const FIRST: [&str; 16] = [
    "Aled", "Zofia", "Imran", "Ceridwen", "Tomasz", "Farah", "Bethan", "Jakub", "Ayesha", "Owain", "Magda", "Bilal", "Ruth",
    "Colin", "Priya", "Denise",
];
const LAST: [&str; 12] = [
    "Example",
    "Sample",
    "Specimen",
    "Placeholder",
    "Mockford",
    "Testcase",
    "Fixture",
    "Dummy",
    "Attrapp",
    "Imagined",
    "Muster",
    "Exempel",
];
const HAPPENED: [(&str, &str, &str); 8] = [
    (
        "Messages every evening after the relationship ended, from accounts made that day.",
        "contact_message",
        "ex_partner_not_cohabited",
    ),
    ("Waits at the bus stop although another line goes to work.", "loiter", "acquaintance"),
    ("Letters to the office, each with a cutting about the victim's family.", "contact_letter", "stranger"),
    ("Calls the landline and hangs up, twelve times in a weekend.", "contact_phone", "ex_partner_cohabited"),
    ("Comments under every photograph within a minute, and under those of friends.", "monitor_online", "online_only"),
    ("Parks outside, engine running, and drives away when the curtain moves.", "watch_spy", "neighbour"),
    ("Asked colleagues for the holiday rota and turned up at the airport.", "follow", "colleague"),
    ("Sends parcels nobody ordered, addressed in the same hand.", "gifts", "ex_partner_cohabited"),
];
const OFFENCES: [(&str, &str); 4] = [
    ("Harassment, s.2", "harassment"),
    ("Stalking, s.2A", "stalking"),
    ("Malicious communications", "other_offence"),
    ("Harassment, s.2", "harassment"),
];

/// Crime records that the sample lists name as known already.
const KNOWN: [&str; 3] = ["EX/48117/26", "EX/48098/26", "EX/48044/26"];

/// So many short cases over six months.
pub(crate) fn stories(count: usize) -> Vec<Story> {
    let mut dice = Dice(20_261_123);
    (0..count).map(|number| story(&mut dice, number)).collect()
}

fn story(dice: &mut Dice, number: usize) -> Story {
    let (happened, behaviour, relationship) =
        HAPPENED.get(dice.roll(HAPPENED.len())).copied().unwrap_or(("", "other", "unknown"));
    let (offence, recorded_as) = OFFENCES.get(dice.roll(OFFENCES.len())).copied().unwrap_or(("", "harassment"));
    // Most are older; the last few came in since Friday and wait.
    let days_ago =
        if number < 4 { i64::try_from(number % 3).unwrap_or(0) } else { 4 + i64::try_from(dice.roll(170)).unwrap_or(0) };
    let waits = number < 4;
    let state = match (waits, dice.roll(10)) {
        (true, _) => "waiting",
        (false, 0..=3) => "advice",
        (false, 4..=6) => "not_stalking",
        (false, _) => "active",
    };
    let incidents = (0..=dice.roll(3))
        .map(|step| Happening {
            days: days_ago + 1 + i64::try_from(step * 4).unwrap_or(0),
            hour: 8 + i64::try_from(dice.roll(13)).unwrap_or(0),
            what: happened.to_owned(),
            behaviour: behaviour.to_owned(),
            severity: u8::try_from(dice.roll(4)).unwrap_or(0),
        })
        .collect();
    let part = |dice: &mut Dice| Part { name: format!("{} {}", dice.pick(&FIRST), dice.pick(&LAST)), ..Part::default() };
    Story {
        days_ago,
        hour: 7 + i64::try_from(dice.roll(9)).unwrap_or(0) - if waits { 3 } else { 0 },
        source: "police".to_owned(),
        referrer: "Overnight desk".to_owned(),
        crime: KNOWN.get(number).map_or_else(|| format!("EX/4{:04}/26", 1000 + number * 37), |known| (*known).to_owned()),
        offence: offence.to_owned(),
        recorded_as: recorded_as.to_owned(),
        relationship: relationship.to_owned(),
        victim: Part { phone: format!("07700 9002{number:02}"), ..part(dice) },
        perpetrator: part(dice),
        child: None,
        happened: happened.to_owned(),
        incidents,
        replies: BTreeMap::new(),
        four: true,
        urgent: Vec::new(),
        sash: None,
        safe: None,
        order: None,
        reclassified: String::new(),
        plan: false,
        cas: false,
        state: state.to_owned(),
    }
}
