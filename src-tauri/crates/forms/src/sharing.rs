//! Powers to disclose, lawful bases and bank holidays as dated data (rules.md ISA-3 to ISA-6).

use crate::law::applied_on;
use crate::reading::{DataFault, first_repeated, read_toml};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A power to disclose, for one span of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GatewayRule {
    /// Code kept in agreements, such as `CDA-115`.
    pub code: String,
    /// Words on screen and paper.
    pub label: String,
    /// Act and section.
    pub provision: String,
    /// Kinds of recipient it reaches, by their codes.
    pub reaches: Vec<String>,
    /// Shown where a recipient's kind is not among them.
    pub why_not: String,
    /// First day, `YYYY-MM-DD`; empty where it was not established.
    #[serde(default)]
    pub from: String,
    /// Last day; empty while it lasts.
    #[serde(default)]
    pub to: String,
    /// Where it was read.
    pub source: String,
}

/// What a basis is: the basis itself, or a further condition for special or criminal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BasisSort {
    /// Every party needs one.
    Basis,
    /// Stands beside a basis.
    Condition,
}

/// A lawful basis or condition, for one span of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BasisRule {
    /// Code kept in agreements, such as `6(1)(e)`.
    pub code: String,
    /// Words on screen and paper.
    pub label: String,
    /// Act and section.
    pub provision: String,
    /// Code of the regime it belongs to.
    pub regime: String,
    /// Basis or condition.
    pub sort: BasisSort,
    /// Kinds of party it is offered to, by their codes.
    pub offered_to: Vec<String>,
    /// First day, `YYYY-MM-DD`; empty where it was not established.
    #[serde(default)]
    pub from: String,
    /// Last day; empty while it lasts.
    #[serde(default)]
    pub to: String,
    /// Where it was read.
    pub source: String,
}

/// The law of sharing in one legal area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SharingLaw {
    /// Legal area.
    pub area: String,
    /// Date on which it was last looked through, `YYYY-MM-DD`.
    pub as_at: String,
    /// What the reader must know.
    pub note: String,
    /// Powers by time.
    pub gateways: Vec<GatewayRule>,
    /// Bases by time.
    pub bases: Vec<BasisRule>,
}

impl SharingLaw {
    /// Reads the law of sharing.
    ///
    /// # Errors
    /// [`DataFault`] where it is not as expected, or a code stands twice from the same day.
    pub fn read(file: &str, text: &str) -> Result<Self, DataFault> {
        let law: Self = read_toml(file, text)?;
        let gateways: Vec<String> = law.gateways.iter().map(|rule| format!("{} from {}", rule.code, rule.from)).collect();
        let bases: Vec<String> = law.bases.iter().map(|rule| format!("{} from {}", rule.code, rule.from)).collect();
        match [gateways, bases].iter().find_map(|codes| first_repeated(codes.iter().map(String::as_str))) {
            Some(code) => Err(DataFault::broken(file, format!("{code} stands twice"))),
            None => Ok(law),
        }
    }

    /// The power with this code as it stood on a day, `YYYY-MM-DD`.
    #[must_use]
    pub fn gateway_on(&self, code: &str, day: &str) -> Option<&GatewayRule> {
        self.gateways.iter().find(|rule| rule.code == code && applied_on(&rule.from, &rule.to, day))
    }

    /// The powers there were on a day, `YYYY-MM-DD`.
    #[must_use]
    pub fn gateways_on(&self, day: &str) -> Vec<&GatewayRule> {
        self.gateways.iter().filter(|rule| applied_on(&rule.from, &rule.to, day)).collect()
    }

    /// The bases there were on a day, `YYYY-MM-DD`.
    #[must_use]
    pub fn bases_on(&self, day: &str) -> Vec<&BasisRule> {
        self.bases.iter().filter(|rule| applied_on(&rule.from, &rule.to, day)).collect()
    }
}

/// Bank holidays of one legal area.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BankHolidays {
    /// Legal area.
    pub area: String,
    /// Last day the list speaks for; later, only weekends are known.
    pub until: String,
    /// Days, `YYYY-MM-DD`.
    pub days: Vec<String>,
}

impl BankHolidays {
    /// Reads a list of bank holidays.
    ///
    /// # Errors
    /// [`DataFault`] where it is not as expected or a day stands twice.
    pub fn read(file: &str, text: &str) -> Result<Self, DataFault> {
        let holidays: Self = read_toml(file, text)?;
        match first_repeated(holidays.days.iter().map(String::as_str)) {
            Some(day) => Err(DataFault::broken(file, format!("{day} stands twice"))),
            None => Ok(holidays),
        }
    }
}
