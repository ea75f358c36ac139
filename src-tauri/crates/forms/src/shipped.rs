//! Everything that ships as data, embedded when the program is built and read once.

use crate::definition::Definition;
use crate::law::Law;
use crate::pathway::{Outcomes, Pathway};
use crate::reading::DataFault;
use crate::sharing::{BankHolidays, SharingLaw};
use crate::wording::{Refused, Wording};
use std::collections::BTreeMap;
use std::sync::OnceLock;

macro_rules! asset {
    ($path:literal) => {
        ($path, include_str!(concat!("../../../../assets/", $path)))
    };
}

type File = (&'static str, &'static str);

const FORMS: [File; 3] = [asset!("forms/cas/1.toml"), asset!("forms/sash/2017.toml"), asset!("forms/four/1.toml")];
const PATHWAYS: [File; 4] = [
    asset!("pathways/cheshire.toml"),
    asset!("pathways/hampshire.toml"),
    asset!("pathways/london.toml"),
    asset!("pathways/example.toml"),
];
const OUTCOMES: File = asset!("pathways/outcomes.toml");
const LAW: File = asset!("law/en-wales.toml");
const SHARING: File = asset!("law/sharing.toml");
const BANK_HOLIDAYS: File = asset!("law/bank-holidays.toml");
const GATE: File = asset!("wording/gate.en-GB.toml");
const WORDING: File = asset!("wording/en-GB.toml");
/// Fixed words of the papers a victim reads, British English first.
const PAPERS: [File; 2] = [asset!("wording/papers.en-GB.toml"), asset!("wording/papers.cy-GB.toml")];
const DEMONSTRATION_PACK: File = asset!("packs/demonstration-sash.toml");

/// All shipped data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shipped {
    /// Every form of every edition.
    pub forms: Vec<Definition>,
    /// The area profiles, the composite example last.
    pub pathways: Vec<Pathway>,
    /// Every outcome, with its words.
    pub outcomes: Outcomes,
    /// The law of England and Wales.
    pub law: Law,
    /// Powers to disclose and lawful bases.
    pub sharing: SharingLaw,
    /// Days on which nobody works.
    pub bank_holidays: BankHolidays,
    /// What the gate says when it refuses, by the key of the reason.
    pub gate: BTreeMap<String, Refused>,
    /// British English.
    pub wording: Wording,
    /// The fixed words of the papers a victim reads, in each language they are printed in.
    pub papers: Vec<Wording>,
}

impl Shipped {
    /// A form of one edition.
    #[must_use]
    pub fn form(&self, form: &str, edition: &str) -> Option<&Definition> {
        self.forms.iter().find(|known| known.form == form && known.edition == edition)
    }

    /// The text a form of one edition was read from: whoever reads what was answered on it needs it.
    #[must_use]
    pub fn form_text(&self, form: &str, edition: &str) -> Option<&'static str> {
        let place = self.forms.iter().position(|known| known.form == form && known.edition == edition)?;
        FORMS.get(place).map(|(_, text)| *text)
    }

    /// The form's edition that new records use: the last one listed.
    #[must_use]
    pub fn current_form(&self, form: &str) -> Option<&Definition> {
        self.forms.iter().rev().find(|known| known.form == form)
    }

    /// The fixed words of a victim's papers in the language with this tag.
    #[must_use]
    pub fn paper_words(&self, language: &str) -> Option<&Wording> {
        self.papers.iter().find(|known| known.language == language)
    }

    /// The profile with this id.
    #[must_use]
    pub fn pathway(&self, id: &str) -> Option<&Pathway> {
        self.pathways.iter().find(|known| known.id == id)
    }
}

/// All shipped data, read on first use.
///
/// # Errors
/// [`DataFault`] where a shipped file is broken; the tests over data keep that from being released.
pub fn shipped() -> Result<&'static Shipped, DataFault> {
    static SHIPPED: OnceLock<Result<Shipped, DataFault>> = OnceLock::new();
    SHIPPED.get_or_init(read_all).as_ref().map_err(Clone::clone)
}

/// The text of the example unit's pack: our own demonstration wording, marked so everywhere.
#[must_use]
pub const fn demonstration_pack_text() -> &'static str {
    DEMONSTRATION_PACK.1
}

/// Words for a key from the wording alone; the key itself where there are none.
pub(crate) fn words(key: &str, values: &[(&str, &str)]) -> String {
    static WORDS: OnceLock<Option<Wording>> = OnceLock::new();
    WORDS
        .get_or_init(|| Wording::read(WORDING.0, WORDING.1).ok())
        .as_ref()
        .and_then(|wording| wording.say(key, values))
        .unwrap_or_else(|| key.to_owned())
}

fn read_all() -> Result<Shipped, DataFault> {
    let wording = Wording::read(WORDING.0, WORDING.1)?;
    let mut outcomes = Outcomes::read(OUTCOMES.0, OUTCOMES.1)?;
    for outcome in &mut outcomes.outcomes {
        let label = wording
            .label("outcome", &outcome.code)
            .ok_or_else(|| DataFault::broken(WORDING.0, format!("no words for outcome {}", outcome.code)))?;
        label.clone_into(&mut outcome.label);
    }
    Ok(Shipped {
        forms: FORMS.iter().map(|(file, text)| Definition::read(file, text)).collect::<Result<_, _>>()?,
        pathways: PATHWAYS.iter().map(|(file, text)| Pathway::read(file, text, &outcomes)).collect::<Result<_, _>>()?,
        law: Law::read(LAW.0, LAW.1)?,
        sharing: SharingLaw::read(SHARING.0, SHARING.1)?,
        bank_holidays: BankHolidays::read(BANK_HOLIDAYS.0, BANK_HOLIDAYS.1)?,
        gate: Refused::read_all(GATE.0, GATE.1)?,
        papers: PAPERS.iter().map(|(file, text)| Wording::read(file, text)).collect::<Result<_, _>>()?,
        outcomes,
        wording,
    })
}
