//! What must hold within a manifest, for whoever writes it and for whoever reads it.

use crate::codes::{BundleKind, Onward, Route, SectionKind, is_code, is_day};
use crate::limits;
use crate::manifest::{Manifest, SectionInfo, Terms};
use crate::refusal::{Limit, NewerWhy, OpenRefusal};
use journal::{Checkpoint, Hash, Id};

impl Manifest {
    /// Nothing, if the manifest contradicts neither itself nor what this program may read.
    pub(crate) fn check(&self) -> Result<(), OpenRefusal> {
        if self.min_reader > limits::READER {
            return Err(OpenRefusal::Newer(NewerWhy::Reader(self.min_reader)));
        }
        let ascends = |ids: Vec<Id>| ids.windows(2).all(|pair| pair[0] < pair[1]);
        let holds = self.min_reader > 0
            && (1..=limits::RECIPIENTS).contains(&self.recipients.len())
            && ascends(self.recipients.iter().map(|recipient| recipient.unit).collect())
            && ascends(self.cases.iter().map(|slip| slip.case).collect())
            && self.cases.iter().all(|slip| slip.records > 0)
            && (self.route == Route::Agreement) == self.agreement.is_some()
            && (self.kind == BundleKind::OwnUnit) == (self.route == Route::OwnUnit)
            && self.agreement.is_none_or(|agreement| agreement.version > 0)
            && is_code(&self.purpose)
            && are_codes(&self.basis)
            && are_codes(&self.categories)
            && self.terms.hold()
            && self.not_before_ms <= self.not_after_ms
            && self.sequence > 0
            && (self.sequence == 1) == (self.previous == Hash::NONE)
            && self.checkpoint.as_ref().is_none_or(|text| text.len() <= 1024 && Checkpoint::read(text).is_ok());
        if holds { self.check_sections() } else { Err(OpenRefusal::BadManifest) }
    }

    fn check_sections(&self) -> Result<(), OpenRefusal> {
        if self.sections.len() > limits::SECTIONS {
            return Err(OpenRefusal::OverLimit(Limit::Sections));
        }
        for section in &self.sections {
            section.check()?;
            let named = |case: Id| self.cases.iter().any(|slip| slip.case == case);
            if !section.case.is_none_or(|case| section.kind() == SectionKind::Records && named(case)) {
                return Err(OpenRefusal::BadManifest);
            }
        }
        let many = |kind: SectionKind| self.sections.iter().filter(|section| section.kind() == kind).count();
        let records = many(SectionKind::Records);
        let carried = records + many(SectionKind::Attachment) + many(SectionKind::Form);
        let notices = [SectionKind::Receipt, SectionKind::Withdrawal, SectionKind::Correction].map(many);
        let laptop = many(SectionKind::Laptop);
        let holds = match self.kind {
            BundleKind::OwnUnit => records + laptop > 0 && notices == [0, 0, 0],
            BundleKind::Cases => records > 0 && notices == [0, 0, 0],
            BundleKind::Receipt => carried == 0 && notices == [1, 0, 0],
            BundleKind::Withdrawal => carried == 0 && notices == [0, 1, 0],
            BundleKind::Correction => notices == [0, 0, 1],
        };
        // Without records there are no categories and no cases, and the other way round.
        let holds = holds
            && (laptop == 0 || self.kind == BundleKind::OwnUnit)
            && (records == 0) == self.categories.is_empty()
            && (records > 0 || self.cases.is_empty());
        if holds { Ok(()) } else { Err(OpenRefusal::BadManifest) }
    }
}

impl SectionInfo {
    fn check(&self) -> Result<(), OpenRefusal> {
        let most = match self.kind() {
            SectionKind::Padding => return Err(OpenRefusal::BadManifest),
            SectionKind::Unknown(number) if self.flags == 1 => return Err(OpenRefusal::Newer(NewerWhy::Section(number))),
            SectionKind::Unknown(_) if self.flags == 0 => limits::FILE,
            SectionKind::Unknown(_) => return Err(OpenRefusal::BadManifest),
            SectionKind::Records | SectionKind::Laptop => limits::HELD,
            SectionKind::Attachment => limits::ATTACHMENT,
            SectionKind::Form | SectionKind::Receipt | SectionKind::Withdrawal | SectionKind::Correction => limits::NOTICE,
        };
        if !matches!(self.kind(), SectionKind::Unknown(_)) && self.flags != 1 {
            return Err(OpenRefusal::BadManifest);
        }
        if self.length > most { Err(OpenRefusal::OverLimit(Limit::Section)) } else { Ok(()) }
    }
}

impl Terms {
    fn hold(&self) -> bool {
        let is_day = |day: &Option<String>| day.as_ref().is_none_or(|day| is_day(day));
        is_code(&self.marking)
            && (self.onward == Onward::NamedParties) != self.onward_parties.is_empty()
            && self.onward_parties.windows(2).all(|pair| pair[0] < pair[1])
            && is_day(&self.delete_by)
            && is_day(&self.review_by)
    }
}

/// Whether these are codes, sorted, each once.
fn are_codes(codes: &[String]) -> bool {
    codes.iter().all(|code| is_code(code)) && codes.windows(2).all(|pair| pair[0] < pair[1])
}
