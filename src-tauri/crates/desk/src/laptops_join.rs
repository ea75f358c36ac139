//! "This laptop joins a unit": a choice at the door, beside setting one up and restoring one. Nothing is made before the
//! invitation was opened with the words and the passphrase.

use crate::asks::door::SessionView;
use crate::asks::laptops::{JoinUnit, JoiningView};
use crate::asks::shared::Nothing;
use crate::asks::unit::FileWanted;
use crate::keeping::{Doing, Kept, record_of};
use crate::laptops::{LETTER, Line, fault};
use crate::laptops_exchange::pinned;
use crate::laptops_frames::{Frame, JoiningSaid};
use crate::laptops_request::Request;
use crate::laptops_take::Taking;
use crate::opening::{self, Opened, of_keyring_trouble, of_unlocking};
use crate::papers::cannot_write;
use crate::sitting::{Desk, Session};
use crate::surroundings::Progress;
use crate::trouble::{Form, Outcome, Plain};
use crate::unit::hex;
use crate::views::same_words;
use bundles::{OpenRefusal, Part, PinnedSender, Reader};
use casework::ids::MemberId;
use casework::laptop::Laptop;
use casework::unit::{Member, Unit};
use sealing::{ChosenPassphrase, DeviceSecret, HandedOn, KeySlots, NewMember, Passphrase, StoreKey, UserKeys};
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::Path;
use store::{Founding, Id, STORE_FILE, Store, SystemEntropy};

/// Remembers which store this laptop asked for. Nothing in it is secret.
const ASKED: &str = "joining.json";

/// What was asked for: the store this laptop will have, and the laptop's own id.
#[derive(Serialize, Deserialize)]
struct Asked {
    store: String,
    device: String,
}

/// A request with the secret behind it.
struct Pending {
    store: [u8; 16],
    request: Request,
    secret: DeviceSecret,
    keys: UserKeys,
}

impl Pending {
    /// What this laptop asked for; nothing where it did not ask yet.
    fn of(desk: &Desk) -> Outcome<Option<Self>> {
        let Ok(text) = std::fs::read(desk.house.folder.join(ASKED)) else { return Ok(None) };
        let asked: Asked = serde_json::from_slice(&text).map_err(|cause| fault(&cause))?;
        let ids = crate::walls::unhex(&asked.store).zip(crate::walls::unhex(&asked.device));
        let (store, device) = ids.ok_or_else(|| fault(&"the request is not readable"))?;
        let secret = desk.house.custody.read(&store).map_err(of_keyring_trouble)?;
        Self::with(store, Id(device), secret).map(Some)
    }

    fn with(store: [u8; 16], device: Id, secret: DeviceSecret) -> Outcome<Self> {
        let keys = secret.laptop_keys().map_err(|cause| fault(&cause))?;
        Ok(Self { store, request: Request::of(device, &keys), secret, keys })
    }

    /// Asks for the first time: the secret goes to the keyring before anything names it.
    fn fresh(desk: &Desk) -> Outcome<Self> {
        let at = u64::try_from(desk.now().timestamp_millis()).unwrap_or(0);
        let id = || sealing::fresh_id(at).map_err(|cause| fault(&cause));
        let (store, device) = (id()?, id()?);
        let secret = DeviceSecret::fresh().map_err(|cause| fault(&cause))?;
        desk.house.custody.write(&store, &secret).map_err(of_keyring_trouble)?;
        std::fs::create_dir_all(&desk.house.folder).map_err(|_| Plain::CannotWriteThere)?;
        let asked = serde_json::to_vec(&Asked { store: hex(&store), device: hex(&device) }).map_err(|cause| fault(&cause))?;
        store::write_whole(&desk.house.folder.join(ASKED), &asked)?;
        Self::with(store, Id(device), secret)
    }
}

/// What this laptop asked for so far.
pub fn joining(desk: &mut Desk, _ask: Nothing) -> Outcome<JoiningView> {
    desk.may_begin_a_store()?;
    let words = Pending::of(desk)?.map(|pending| pending.request.words()).unwrap_or_default();
    Ok(JoiningView { words, invited: desk.invitation.is_some(), ..JoiningView::default() })
}

/// Saves the file by which this laptop asks to be let in. It holds nothing secret. The same words each time.
pub fn ask_to_join(desk: &mut Desk, _ask: Nothing) -> Outcome<JoiningView> {
    desk.may_begin_a_store()?;
    let pending = match Pending::of(desk)? {
        Some(pending) => pending,
        None => Pending::fresh(desk)?,
    };
    let (words, invited) = (pending.request.words(), desk.invitation.is_some());
    let name = format!("{}.laptop", hex(&pending.request.device.0[10..]));
    let Some(mut place) = desk.house.surroundings.pick_place(&name).map_err(|cause| cannot_write(&cause))? else {
        return Ok(JoiningView { words, invited, ..JoiningView::default() });
    };
    let said = place.words();
    place.write_all(pending.request.text(&pending.keys)?.as_bytes()).map_err(|cause| cannot_write(&cause))?;
    place.finish().map_err(|cause| cannot_write(&cause))?;
    Ok(JoiningView { saved: true, place: said, words, invited })
}

/// Lets the invitation be picked.
pub fn pick_invitation(desk: &mut Desk, ask: Nothing) -> Outcome<JoiningView> {
    desk.may_begin_a_store()?;
    if let Some(picked) = desk.house.surroundings.pick_file(FileWanted::Bundle) {
        desk.invitation = Some(picked.bytes);
    }
    joining(desk, ask)
}

/// An invitation that opened.
struct Invited {
    /// The laptop that let this one in.
    by: [u8; 32],
    unit_id: Id,
    unit: Unit,
    said: JoiningSaid,
    body: Member,
    keys: UserKeys,
}

/// Opens the invitation with the words and the passphrase, and makes this laptop's own store of what it holds.
pub fn join_unit(desk: &mut Desk, ask: JoinUnit) -> Outcome<SessionView> {
    desk.may_begin_a_store()?;
    let pending = Pending::of(desk)?.ok_or(Plain::NotAnInvitation)?;
    let file = desk.invitation.clone().ok_or(Plain::NotAnInvitation)?;
    let now = desk.now();
    let invited = desk.tried(now, |_| open_invitation(&pending, &file, &ask, now.timestamp_millis()))?;
    let made = format!("joining-{}", hex(&pending.store[10..]));
    let folder = desk.house.folder.clone();
    let inside = folder.join(&made);
    // Ours, of a try that was cut short: by the names we know.
    store::remove_restored(&inside);
    std::fs::create_dir_all(&inside).map_err(|_| Plain::CannotWriteThere)?;
    let body = invited.body.clone();
    let filled = fill(desk, &inside, &pending, invited, (&file, &ask));
    desk.opened = None;
    desk.session = None;
    if let Err(trouble) = filled {
        store::remove_restored(&inside);
        return Err(trouble);
    }
    store::move_in(&folder, &made)?;
    let _ = std::fs::remove_file(folder.join(ASKED));
    desk.invitation = None;
    let (opened, member) = Opened::unlock(&folder, desk.house.custody.as_ref(), &ask.name, &ask.passphrase, now)?;
    desk.opened = Some(opened);
    desk.seat(member, body, 0)
}

fn open_invitation(pending: &Pending, file: &[u8], ask: &JoinUnit, now_ms: i64) -> Outcome<Invited> {
    let nobody = Reader { keys: &pending.keys, unit: Id([0; 16]), now_ms: 0, senders: &[] };
    let by = match bundles::open(&mut &file[..], &nobody).map(|_| ()) {
        Err(OpenRefusal::UnknownSender { key }) => key,
        Err(why) => return Err(crate::arriving::in_words(&why)),
        Ok(()) => return Err(Plain::NotAnInvitation.into()),
    };
    if !same_words(&ask.words, &pending.request.answered_words(&by.0)) {
        let mut form = Form::default();
        form.wrong("words", "These are not the words on the laptop that sealed the invitation. Have them read out again.");
        form.done()?;
    }
    let unit_id = bundles::unit_to_join(&mut &file[..], &pending.keys, by).map_err(|why| crate::arriving::in_words(&why))?;
    let senders = [PinnedSender { unit: unit_id, key: by, agreements: Vec::new(), held: Vec::new() }];
    let reader = Reader { keys: &pending.keys, unit: unit_id, now_ms, senders: &senders };
    let mut source = file;
    let mut opened = bundles::open(&mut source, &reader).map_err(|why| crate::arriving::in_words(&why))?;
    let Some(Part::Laptop(frames)) = opened.next_part().map_err(|why| crate::arriving::in_words(&why))? else {
        return Err(Plain::NotAnInvitation.into());
    };
    let (mut joining, mut handed) = (None, None);
    for frame in &frames {
        match Frame::read(frame)? {
            Frame::Joining(said) => joining = Some(said),
            Frame::Handed { member, handed: came, .. } => handed = Some((member, came)),
            Frame::Heard { .. }
            | Frame::Signer { .. }
            | Frame::Erased(_)
            | Frame::Came { .. }
            | Frame::Aside { .. }
            | Frame::Other => {}
        }
    }
    let (Some(said), Some((of, handed))) = (joining, handed) else { return Err(Plain::NotAnInvitation.into()) };
    let unit: Unit = serde_json::from_str(&said.unit).map_err(|cause| fault(&cause))?;
    let body: Member = serde_json::from_str(&said.body).map_err(|cause| fault(&cause))?;
    let keys = proven(&handed, (said.member, of), &body, ask)?;
    Ok(Invited { by: by.0, unit_id, unit, said, body, keys })
}

/// The member's keys, by name and passphrase. A wrong name is told like a wrong passphrase.
fn proven(handed: &HandedOn, (member, of): (Id, Id), body: &Member, ask: &JoinUnit) -> Outcome<UserKeys> {
    let same = sealing::canonical_name(&body.name) == sealing::canonical_name(&ask.name);
    let keys = handed.open(member.0, &Passphrase::typed(&ask.passphrase)).map_err(of_unlocking)?;
    if same && member == of { Ok(keys) } else { Err(Plain::WrongPassphrase.into()) }
}

/// Makes the store in a folder of its own and takes in what the invitation holds: all of it, or the folder goes again.
fn fill(desk: &mut Desk, inside: &Path, pending: &Pending, invited: Invited, (file, ask): (&[u8], &JoinUnit)) -> Outcome<()> {
    let Invited { by, unit_id, unit, said, body, keys } = invited;
    let names = [body.name.as_str(), &unit.name, body.agency.label()];
    let chosen = ChosenPassphrase::choose(&ask.passphrase, &names).map_err(|_| Plain::WrongPassphrase)?;
    let (_, _, cost) = desk.place();
    let new = NewMember { member_id: said.member.0, name: &body.name, passphrase: &chosen, cost };
    let key = StoreKey::fresh().map_err(|cause| fault(&cause))?;
    let secret = DeviceSecret::from_bytes(pending.secret.expose_bytes_dangerously());
    let (slots, unlocked) = KeySlots::create_of(pending.store, key, &secret, &new, keys).map_err(|cause| fault(&cause))?;
    let founding = Founding { store: Id(pending.store), device: pending.request.device, at_ms: desk.now().timestamp_millis() };
    let made = Store::create(&inside.join(STORE_FILE), &unlocked.store_key, founding, Box::new(SystemEntropy))
        .map_err(|found| opening::of_creating(&found))?;
    store::write_slots(inside, &slots.to_json().map_err(|cause| fault(&cause))?)?;
    let member = MemberId(uuid::Uuid::from_bytes(said.member.0));
    desk.opened = Some(Opened::made(made, inside, slots, unlocked, secret, unit)?);
    desk.session = Some(Session::of(member, &body));
    let inviting = inviting(&said, &by, member, desk.now());
    let sender = pinned(&Line { sent: Vec::new(), received: Vec::new() }, &inviting.body, unit_id)?;
    let senders = [sender];
    let mut sitting = desk.sit()?;
    let now_ms = sitting.now.timestamp_millis();
    sitting.write_and_tell(Doing::of_unit("join_unit").about(member), |w, outside| {
        let reader = Reader { keys: &pending.keys, unit: unit_id, now_ms, senders: &senders };
        let mut source = file;
        let opened = bundles::open(&mut source, &reader).map_err(|why| crate::arriving::in_words(&why))?;
        let mut go_on = |done, total| outside.go_on(Progress { label: "Taking in the unit's records", done, total });
        Taking::from(w, &inviting)?.take(w, opened, &mut go_on)?;
        let letter = serde_json::Value::String(said.letter.clone());
        Ok(w.inner.store().set_setting(LETTER, &letter)?)
    })?;
    let opened = desk.opened.take().ok_or(Plain::NotFound)?;
    Ok(opened.store.close()?)
}

/// The laptop that sealed the invitation, as far as it says who it is. Its record comes with the rest.
fn inviting(said: &JoiningSaid, by: &[u8; 32], member: MemberId, now: casework::when::Moment) -> Kept<Laptop> {
    let body = Laptop {
        name: String::new(),
        device: hex(&said.device.0),
        sealing: String::new(),
        signing: hex(by),
        letter: String::new(),
        key_desk: true,
        enrolled_by: member,
        enrolled_at: now,
        countersigned: String::new(),
        struck_off: None,
    };
    let owner = casework::agency::Agency::Other;
    Kept { id: record_of(said.device), group: None, owner, made_at: now, changed_at: now, body }
}
