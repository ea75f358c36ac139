//! Who and what a case of a large caseload is about: the same for a case's number on every machine, and about nobody.

use crate::composing::Dice;
use crate::seeded::SEED;

/// What is rolled for one case.
pub(crate) struct Shape {
    pub(crate) case: u32,
    dice: Dice,
    pub(crate) victim: String,
    pub(crate) perpetrator: String,
}

const FIRST: [&str; 48] = [
    "Aled",
    "Zofia",
    "Imran",
    "Ceridwen",
    "Tomasz",
    "Farah",
    "Bethan",
    "Jakub",
    "Ayesha",
    "Owain",
    "Magda",
    "Bilal",
    "Ruth",
    "Colin",
    "Priya",
    "Denise",
    "Agnieszka",
    "Gwilym",
    "Rukhsana",
    "Delyth",
    "Marek",
    "Nadia",
    "Siôn",
    "Łukasz",
    "Hana",
    "Patrick",
    "Morwenna",
    "Yusuf",
    "Ingrid",
    "Callum",
    "Shabnam",
    "Piotr",
    "Esther",
    "Dafydd",
    "Kasia",
    "Rhodri",
    "Leah",
    "Omar",
    "Beata",
    "Trevor",
    "Nia",
    "Kamran",
    "Joanna",
    "Glenys",
    "Hamza",
    "Wiktor",
    "Mair",
    "Susan",
];
const STEM: [&str; 20] = [
    "Sample", "Mock", "Place", "Test", "Fix", "Dummy", "Speci", "Exem", "Imagin", "Attrap", "Pretend", "Model", "Trial",
    "Pattern", "Muster", "Noone", "Invent", "Draft", "Proto", "Filler",
];
const ENDING: [&str; 24] = [
    "ford", "ton", "ley", "well", "by", "wick", "ham", "worth", "stead", "field", "combe", "mere", "thorpe", "gate", "bury",
    "dale", "brook", "hurst", "more", "pool", "church", "wood", "ski", "man",
];

/// The crime reference of the largest case.
pub const CRIME_REFERENCE_OF_LARGEST: &str = "MX/0000000/16";

/// The crime reference of a case.
#[must_use]
pub fn crime_reference(case: u32) -> String {
    format!("MX/{case:07}/16")
}

/// What somebody looking for these cases types: names, references, plates and telephone numbers.
#[must_use]
pub fn searched(cases: &[u32]) -> Vec<String> {
    cases
        .iter()
        .flat_map(|case| {
            let shape = Shape::of(*case);
            [shape.victim.clone(), shape.perpetrator.clone(), crime_reference(*case), shape.plate(), shape.phone()]
        })
        .collect()
}

impl Shape {
    /// What a case is, by its number.
    pub(crate) fn of(case: u32) -> Self {
        let mut dice = dice_of(u64::from(case));
        let victim = name(&mut dice);
        let perpetrator = name(&mut dice);
        Self { case, dice, victim, perpetrator }
    }

    /// What a case's incidents from this one on are.
    pub(crate) fn of_incidents(case: u32, from: u32) -> Self {
        let mut shape = Self::of(case);
        shape.dice = dice_of((u64::from(case) << 20) + u64::from(from) + 1);
        shape
    }

    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.dice.roll(sides)
    }

    /// Whether something that so many in a hundred have is the case here.
    pub(crate) fn has(&mut self, in_a_hundred: usize) -> bool {
        self.dice.chance(in_a_hundred)
    }

    pub(crate) fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        picked(&mut self.dice, from)
    }

    /// A part of a sum, from nothing to all of it.
    pub(crate) fn share(mut self, sum: u64) -> u64 {
        let sides = usize::try_from(sum + 1).unwrap_or(1);
        u64::try_from(self.dice.roll(sides)).unwrap_or(0)
    }

    /// A number of the range kept for drama, and of no length any telephone has.
    pub(crate) fn phone(&self) -> String {
        format!("07700 9{:07}", self.case)
    }

    /// A plate of a pattern that is never issued.
    pub(crate) fn plate(&self) -> String {
        format!("XX{:02} {:05}", self.case % 100, self.case)
    }

    pub(crate) fn address(&mut self) -> String {
        format!(
            "{} {}{} Street, Sampleford ZZ{} {}AA",
            self.roll(180) + 1,
            self.pick(&STEM),
            self.pick(&ENDING),
            self.case % 99,
            self.case % 9
        )
    }

    /// What was done, in two or three plain sentences.
    pub(crate) fn account(&mut self) -> String {
        const WHEN: [&str; 8] = [
            "In the evening",
            "Before work",
            "On the way home",
            "Late at night",
            "During the school run",
            "At the weekend",
            "While the victim was out",
            "Shortly after the hearing",
        ];
        const WHAT: [&str; 12] = [
            "a message came from an account made that day",
            "the landline rang and nobody spoke",
            "the car stood across the road with its engine running",
            "a parcel nobody had ordered was left at the door",
            "somebody asked a colleague for the holiday rota",
            "a photograph of the front door was posted",
            "a letter lay under the windscreen wiper",
            "the gate was found open and the bins moved",
            "a friend was asked where the victim now lives",
            "every photograph was commented on within a minute",
            "footsteps followed as far as the station",
            "the tyres had been let down again",
        ];
        const AFTER: [&str; 10] = [
            "Nobody else saw it.",
            "A neighbour saw it and will say so.",
            "A screenshot was kept.",
            "The victim changed the route home.",
            "It was reported the next day.",
            "It had happened twice that month.",
            "The children were in the house.",
            "The doorbell camera has it.",
            "The victim did not sleep.",
            "An officer took a note.",
        ];
        let (what, number) = (self.pick(&WHAT), self.roll(40) + 1);
        format!("{} {what}, number {number} since the last report. {} {}", self.pick(&WHEN), self.pick(&AFTER), self.pick(&AFTER))
    }
}

/// The sequence of one case of many: its number spread over the whole word, or neighbours would roll alike.
fn dice_of(number: u64) -> Dice {
    let mixed = (number + SEED).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    Dice::new((mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9))
}

fn picked<'a>(dice: &mut Dice, from: &[&'a str]) -> &'a str {
    dice.pick(from).copied().unwrap_or_default()
}

fn name(dice: &mut Dice) -> String {
    format!("{} {}{}", picked(dice, &FIRST), picked(dice, &STEM), picked(dice, &ENDING))
}
