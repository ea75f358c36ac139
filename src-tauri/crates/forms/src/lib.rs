//! Forms, pathways, law and wording as data: read strictly, answered, shown and checked. It judges nothing.

mod answers;
mod cas;
mod checking;
mod coding;
mod definition;
mod findings;
mod law;
mod outline;
mod pack;
mod pathway;
mod reading;
mod sharing;
mod shipped;
mod wording;

pub use answers::{Answer, AnswerRefusal, Answers, Row};
pub use cas::{AgencyPart, CasRoom, DissentRecord, PartState, cas_blockers, start_from_previous};
pub use coding::{read_answers, write_answer, write_answers};
pub use definition::{
    AnswerOption, Definition, FindingWhen, GridRow, NamedFinding, OptionList, Question, QuestionKind, Section, ShownWhen,
};
pub use findings::{Finding, findings, is_shown, shown_questions};
pub use law::{Behaviour, CodeLabel, EventKind, Law, Offence, OrderType, Severity};
pub use outline::outline;
pub use pack::{Pack, PackItem, PackLevel, PackRefusal};
pub use pathway::{
    AutoListRule, Cadence, DecidedBy, Outcome, OutcomeAsks, OutcomeGroup, Outcomes, Pathway, Stage, StageKind, Weekday,
};
pub use reading::DataFault;
pub use sharing::{BankHolidays, BasisRule, BasisSort, GatewayRule, SharingLaw};
pub use shipped::{Shipped, demonstration_pack_text, shipped};
pub use wording::{Refused, Wording};
