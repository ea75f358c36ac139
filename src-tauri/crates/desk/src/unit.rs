//! The unit page: members, packs, settings, drafts, histories and the log.

use crate::asks::door::{Labelled, SessionView, Settings};
use crate::asks::shared::{MemberView, Nothing, Recorded};
use crate::asks::unit::{
    AddMember, ChangePassphrase, DraftView, EndMember, FileWanted, KeepDraft, LoadPack, PackView, PickFile, PickedFile, UnitView,
    WhichDraft,
};
use crate::checks::agencies_of_profile;
use crate::commands::{COMMANDS, Who};
use crate::keeping::{Doing, Filing, Kept};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use casework::agency::{Agency, Role};
use casework::ids::{MemberId, RecordId};
use casework::unit::{LoadedPack, Member};
use sealing::ChosenPassphrase;

/// A member as colleagues see them.
pub(crate) fn member_view(kept: &Kept<Member>) -> MemberView {
    MemberView {
        id: kept.id.into(),
        name: kept.body.name.clone(),
        agency: kept.body.agency,
        agency_label: kept.body.agency.label().to_owned(),
        role: kept.body.role,
        role_label: kept.body.role.label().to_owned(),
        job: kept.body.job.clone(),
        active: kept.body.active,
    }
}

/// Who is signed in, and what they may do.
pub fn who_am_i(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<SessionView> {
    let member: Kept<Member> = sitting.read(sitting.session.member)?;
    let role = sitting.session.role;
    let may = COMMANDS
        .iter()
        .filter(|command| match command.who {
            Who::AtTheDoor => true,
            Who::Roles(roles) => roles.contains(&role),
        })
        .map(|command| command.name.to_owned())
        .collect();
    Ok(SessionView {
        member: member_view(&member),
        unit: sitting.unit.name.clone(),
        marking: sitting.unit.marking.clone(),
        sample: sitting.unit.sample,
        may,
        now: sitting.now,
        no_recovery: !sitting.opened.slots.has_recovery(),
        settings: settings(sitting)?,
    })
}

/// How whoever is signed in likes the window.
pub(crate) fn settings(sitting: &Sitting<'_>) -> Outcome<Settings> {
    Ok(sitting.setting(&settings_key(sitting.session.member))?.unwrap_or_default())
}

fn settings_key(member: MemberId) -> String {
    format!("window:{}", member.0.simple())
}

/// Keeps how this person likes the window. A setting, not an act.
pub fn keep_settings(sitting: &mut Sitting<'_>, ask: Settings) -> Outcome<Settings> {
    let mut form = Form::default();
    if !crate::idling::MINUTES.contains(&ask.lock_after_minutes) {
        form.wrong("lock_after_minutes", "The desk locks after 1 to 15 untouched minutes. Choose one of these.");
    }
    form.done()?;
    let kept = Settings { zoom_percent: ask.zoom_percent.clamp(100, 200), ..ask };
    let key = settings_key(sitting.session.member);
    sitting.keep_setting(&key, &kept)?;
    Ok(kept)
}

/// The unit page.
pub fn unit(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<UnitView> {
    let members: Vec<Kept<Member>> = sitting.all_of()?;
    let packs: Vec<Kept<LoadedPack>> = sitting.all_of()?;
    Ok(UnitView {
        name: sitting.unit.name.clone(),
        pathway: sitting.unit.pathway.clone(),
        pathway_name: sitting.pathway.display_name.clone(),
        composite: sitting.pathway.composite,
        marking: sitting.unit.marking.clone(),
        reference_prefix: sitting.unit.reference_prefix.clone(),
        members: members.iter().map(member_view).collect(),
        packs: packs.iter().filter_map(|pack| pack_view(&pack.body)).collect(),
        agencies: agencies_of_profile(sitting)
            .into_iter()
            .chain([Agency::Other])
            .map(|agency| Labelled { code: agency.code().to_owned(), label: agency.label().to_owned() })
            .collect(),
        recovery_words: crate::recovery::sentence(sitting).to_owned(),
        store_bytes: sitting.store_bytes()?,
        cases: sitting.case_count()?,
    })
}

fn pack_view(loaded: &LoadedPack) -> Option<PackView> {
    let pack = read_pack(&loaded.text)?;
    Some(PackView {
        instrument: loaded.instrument.clone(),
        edition: loaded.edition.clone(),
        licence_holder: pack.licence_holder.clone(),
        demonstration: pack.demonstration,
        marking: pack.marking.clone(),
        sha256: loaded.sha256.clone(),
    })
}

/// A loaded pack's own text, read again by its form's definition.
pub(crate) fn read_pack(text: &str) -> Option<forms::Pack> {
    let shipped = forms::shipped().ok()?;
    let sash = shipped.current_form("sash")?;
    forms::Pack::read(text, sash).ok()
}

/// Takes on a member: a slot of their own and a record colleagues see.
pub fn add_member(sitting: &mut Sitting<'_>, ask: AddMember) -> Outcome<Recorded> {
    let mut form = Form::default();
    form.needs("name", &ask.name, "Write the member's name as colleagues know it.");
    form.needs("job", &ask.job, "Say what the member's job is.");
    let chosen = ChosenPassphrase::choose(&ask.passphrase, &[&ask.name, &sitting.unit.name, ask.agency.label()]);
    if let Err(weak) = &chosen {
        form.wrong("passphrase", &weak_words(*weak));
    }
    form.done()?;
    let Ok(chosen) = chosen else { return Err(Plain::WrongPassphrase.into()) };
    let body = Member { name: ask.name.clone(), agency: ask.agency, role: ask.role, job: ask.job, active: true };
    let slots = sitting.opened.slots.clone();
    let record = sitting.write(Doing::of_unit("add_member"), |w| {
        let record = w.create(Filing::of_unit(ask.agency), &body)?;
        w.admit(record, &ask.name, &chosen)?;
        w.let_in_by_role(record, ask.agency, ask.role)?;
        Ok(record)
    });
    if record.is_err() {
        sitting.opened.slots = slots;
    }
    Ok(Recorded { record: record? })
}

/// What is weak about a passphrase, and what to type instead.
pub(crate) fn weak_words(weak: sealing::WeakPassphrase) -> String {
    match weak {
        sealing::WeakPassphrase::TooShort { counted } => {
            format!(
                "This counts {counted} characters; 15 are needed, names not counted. Five words of the list are easy to keep in mind."
            )
        }
        sealing::WeakPassphrase::Repetitive => "The same few characters come again and again. Use words instead.".to_owned(),
    }
}

/// Bars a member who left. Their record stays; their slot goes.
pub fn end_member(sitting: &mut Sitting<'_>, ask: EndMember) -> Outcome<Recorded> {
    let members: Vec<Kept<Member>> = sitting.all_of()?;
    let chairs = members.iter().filter(|m| m.body.active && m.body.role == Role::Chair).count();
    let member = members.iter().find(|m| m.id == RecordId::from(ask.member)).ok_or(Plain::NotFound)?;
    if member.body.role == Role::Chair && chairs < 2 {
        return Err(Plain::LastChair.into());
    }
    let (id, now) = (member.id, sitting.now);
    sitting.write(Doing::of_unit("end_member").about(id), |w| {
        w.amend(id, "active", &false)?;
        w.remember_signer(id)?;
        w.shut_out_of_all(id, now)?;
        w.bar(id)?;
        w.child_act("rotate_store_key", None)?;
        Ok(w.inner.store().set_setting(crate::rotation::DUE, &serde_json::Value::Bool(true))?)
    })?;
    // The slot is gone already; a new key that fails now is made up for at the next sign-in.
    let _ = sitting.opened.replace_store_key();
    Ok(Recorded { record: id })
}

/// What whoever is signed in typed into this field as a passphrase that is good enough to wrap keys with.
pub(crate) fn chosen(sitting: &Sitting<'_>, field: &str, typed: &str) -> Outcome<ChosenPassphrase> {
    let names = [sitting.session.name.as_str(), &sitting.unit.name, sitting.session.agency.label()];
    ChosenPassphrase::choose(typed, &names).map_err(|weak| {
        let mut form = Form::default();
        form.wrong(field, &weak_words(weak));
        form.done().err().unwrap_or_else(|| Plain::WrongPassphrase.into())
    })
}

/// Changes one's own passphrase: one slot is wrapped anew, nothing else moves.
pub fn change_passphrase(sitting: &mut Sitting<'_>, ask: ChangePassphrase) -> Outcome<Nothing> {
    let chosen = chosen(sitting, "new", &ask.new)?;
    let member = sitting.session.member;
    sitting.check_passphrase(&ask.old)?;
    sitting.write(Doing::of_unit("change_passphrase").about(member), |w| w.wrap_again(member, &chosen))?;
    Ok(Nothing {})
}

/// Loads an instrument pack from a picked file. Its wording stays in the store.
pub fn load_pack(sitting: &mut Sitting<'_>, ask: LoadPack) -> Outcome<PackView> {
    let picked = sitting.picked(&ask.file).ok_or(Plain::NoFilePicked)?;
    let text = String::from_utf8(picked.bytes.clone()).map_err(|_| Plain::PackNotReadable)?;
    let pack = read_pack(&text).ok_or(Plain::PackNotReadable)?;
    let loaded = LoadedPack {
        instrument: pack.instrument.clone(),
        edition: pack.edition.clone(),
        sha256: hex(&sealing::sha256(text.as_bytes())),
        text,
    };
    let owner = sitting.session.agency;
    sitting.write(Doing::of_unit("load_pack"), |w| w.create(Filing::of_unit(owner), &loaded))?;
    pack_view(&loaded).ok_or_else(|| Plain::PackNotReadable.into())
}

/// Bytes as lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Largest file that is read at all.
const LARGEST_FILE: usize = 64 << 20;

/// Lets the person pick a file and keeps it in memory for this session.
pub fn pick_file(sitting: &mut Sitting<'_>, ask: PickFile) -> Outcome<PickedFile> {
    let wanted: FileWanted = ask.wanted;
    let Some(picked) = sitting.surroundings.pick_file(wanted) else {
        return Ok(PickedFile { token: String::new(), name: String::new(), bytes: 0 });
    };
    if picked.bytes.len() > LARGEST_FILE {
        return Err(Plain::FileTooLarge.into());
    }
    let (name, bytes) = (picked.name.clone(), picked.bytes.len() as u64);
    Ok(PickedFile { token: sitting.remember(picked), name, bytes })
}

/// Keeps a half-written form, sealed in the store. Not an act.
pub fn keep_draft(sitting: &mut Sitting<'_>, ask: KeepDraft) -> Outcome<DraftView> {
    sitting.put_draft(&ask.form, ask.subject, &ask.text)?;
    Ok(DraftView { text: None, kept_at: Some(sitting.now) })
}

/// Reads a draft back.
pub fn draft(sitting: &mut Sitting<'_>, ask: WhichDraft) -> Outcome<DraftView> {
    let found = sitting.get_draft(&ask.form, ask.subject)?;
    Ok(match found {
        Some((text, at)) => DraftView { text: Some(text), kept_at: Some(at) },
        None => DraftView { text: None, kept_at: None },
    })
}

/// Drops a draft: the form was saved, or thrown away by choice.
pub fn drop_draft(sitting: &mut Sitting<'_>, ask: WhichDraft) -> Outcome<Nothing> {
    sitting.remove_draft(&ask.form, ask.subject)?;
    Ok(Nothing {})
}
