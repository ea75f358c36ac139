//! Who plays in an example unit: shown on its sign-in screen, and taken on one after the other.

use desk::asks::door::ExampleMember;
use desk::asks::unit::AddMember;
use desk::casework::agency::{Agency, Role};
use desk::casework::ids::MemberId;
use desk::casework::unit::{Member, Unit};
use desk::sitting::Desk;
use desk::trouble::Outcome;

/// One member.
pub(crate) struct Cast {
    pub(crate) name: &'static str,
    pub(crate) agency: Agency,
    pub(crate) role: Role,
    pub(crate) job: &'static str,
    pub(crate) passphrase: &'static str,
    pub(crate) sees: &'static str,
}

impl Cast {
    fn shown(&self) -> ExampleMember {
        ExampleMember {
            name: self.name.to_owned(),
            role_label: self.role.label().to_owned(),
            agency_label: self.agency.label().to_owned(),
            passphrase: self.passphrase.to_owned(),
            sees: self.sees.to_owned(),
        }
    }
}

/// The first sets the unit up and takes the rest on, in this order.
pub(crate) fn take_on<'c>(desk: &mut Desk, unit: Unit, cast: impl Iterator<Item = &'c Cast>) -> Outcome<Vec<MemberId>> {
    let mut unit = Some(unit);
    let one = |cast: &Cast| {
        let (name, job) = (cast.name.to_owned(), cast.job.to_owned());
        let (agency, role) = (cast.agency, cast.role);
        match unit.take() {
            Some(unit) => {
                let first = Member { name, agency, role, job, active: true };
                desk.open_example(unit, &first, cast.passphrase, cast.shown())
            }
            None => {
                let passphrase = cast.passphrase.to_owned();
                desk.take_on_example(&AddMember { name, agency, role, job, passphrase }, cast.shown())
            }
        }
    };
    cast.map(one).collect()
}
