//! The signed paper of an agreement: kept as a sealed attachment, shown without a plain file, saved only where somebody says.

use crate::agreement_view::page;
use crate::asks::agreements::{AgreementView, DocumentSaved, DocumentView, KeepDocument, WhichAgreement};
use crate::keeping::{Doing, Kept, id_of};
use crate::papers::cannot_write;
use crate::sitting::Sitting;
use crate::trouble::{Fault, Outcome, Plain};
use crate::unit::hex;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use casework::agreement::{Agreement, AgreementState};
use casework::ids::{AgreementId, AttachmentId};
use store::{AboutAttachment, AttachmentName, AttachmentState};
use uuid::Uuid;

/// Largest signed paper, in bytes: some hundred scanned pages.
const LARGEST: usize = 20 << 20;
/// Largest picture that is shown, in bytes.
const SHOWN: u64 = 4 << 20;

/// The kinds of file that are taken, by what they begin with; the name is not believed.
const KINDS: [(&[u8], &str, &str); 3] =
    [(b"%PDF-", "application/pdf", "pdf"), (b"\x89PNG\r\n\x1a\n", "image/png", "png"), (b"\xff\xd8\xff", "image/jpeg", "jpg")];

/// Keeps the signed paper of a version. A draft's may be replaced; that of a signed version stays.
pub fn keep_signed_document(sitting: &mut Sitting<'_>, ask: KeepDocument) -> Outcome<AgreementView> {
    let kept: Kept<Agreement> = sitting.read(ask.agreement)?;
    let before = match (kept.body.state, kept.body.document) {
        (AgreementState::Revoked, _) => return Err(Plain::AgreementRevoked.into()),
        (AgreementState::Draft, before) => before,
        (AgreementState::Signed | AgreementState::Suspended, None) => None,
        (AgreementState::Signed | AgreementState::Suspended, Some(_)) => return Err(Plain::DocumentThere.into()),
    };
    let picked = sitting.picked(&ask.file).ok_or(Plain::NoFilePicked)?.clone();
    if picked.bytes.len() > LARGEST {
        return Err(Plain::FileTooLarge.into());
    }
    let (_, media, _) = KINDS.iter().find(|(begins, _, _)| picked.bytes.starts_with(begins)).ok_or(Plain::DocumentNotReadable)?;
    let named = AttachmentName { name: picked.name, media: (*media).to_owned() };
    let doing = Doing::of_unit("keep_signed_document").about(ask.agreement);
    sitting.write(doing, |w| {
        let id = w.inner.fresh_id()?;
        w.inner.put_attachment(id, id_of(ask.agreement.into()), &named, &mut picked.bytes.as_slice())?;
        if let Some(before) = before {
            w.inner.erase_attachment(store::Id(*before.0.as_bytes()))?;
        }
        w.amend(ask.agreement, "document", &Some(AttachmentId(Uuid::from_bytes(id.0))))
    })?;
    page(sitting, ask.agreement)
}

fn attachment_of(document: AttachmentId) -> store::Id {
    store::Id(*document.0.as_bytes())
}

fn read(sitting: &Sitting<'_>, document: AttachmentId, about: &AboutAttachment) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(about.length).unwrap_or(0));
    sitting.store().read_attachment(attachment_of(document), &mut bytes)?;
    Ok(bytes)
}

fn about(sitting: &Sitting<'_>, document: AttachmentId) -> Outcome<Option<AboutAttachment>> {
    Ok(match sitting.store().attachment(attachment_of(document))?.map(|found| found.state) {
        Some(AttachmentState::Here(about)) => Some(about),
        Some(AttachmentState::Closed | AttachmentState::Erased) | None => None,
    })
}

/// What is known of the signed paper, with the picture where it is one.
pub(crate) fn view(sitting: &Sitting<'_>, kept: &Kept<Agreement>) -> Outcome<Option<DocumentView>> {
    let Some(document) = kept.body.document else { return Ok(None) };
    let Some(about) = about(sitting, document)? else { return Ok(None) };
    let picture = if about.named.media.starts_with("image/") && about.length <= SHOWN {
        format!("data:{};base64,{}", about.named.media, STANDARD.encode(read(sitting, document, &about)?))
    } else {
        String::new()
    };
    Ok(Some(DocumentView {
        name: about.named.name.clone(),
        media: about.named.media.clone(),
        bytes: about.length,
        sha256: hex(&about.sha256.0),
        picture,
    }))
}

/// Saves a copy of the signed paper where the person says. Its name there says nothing of the agreement.
pub fn save_signed_document(sitting: &mut Sitting<'_>, ask: WhichAgreement) -> Outcome<DocumentSaved> {
    let (document, about) = of(sitting, ask.agreement)?;
    let bytes = read(sitting, document, &about)?;
    let end = KINDS.iter().find(|(_, media, _)| *media == about.named.media).map_or("bin", |(_, _, end)| *end);
    let drawn = sealing::fresh_bytes::<6>().map_err(|cause| Fault { place: "document.name", cause: cause.to_string() })?;
    let name = format!("agreement-{}.{end}", hex(&drawn));
    let Some(mut place) = sitting.surroundings.pick_place(&name).map_err(|cause| cannot_write(&cause))? else {
        return Ok(DocumentSaved::default());
    };
    let words = place.words();
    let doing = Doing::of_unit("save_signed_document").about(ask.agreement);
    sitting.write(doing, |_| place.write_all(&bytes).map_err(|cause| cannot_write(&cause)))?;
    place.finish().map_err(|cause| cannot_write(&cause))?;
    Ok(DocumentSaved { saved: true, place: words })
}

fn of(sitting: &Sitting<'_>, agreement: AgreementId) -> Outcome<(AttachmentId, AboutAttachment)> {
    let kept: Kept<Agreement> = sitting.read(agreement)?;
    let document = kept.body.document.ok_or(Plain::NotFound)?;
    Ok((document, about(sitting, document)?.ok_or(Plain::NotFound)?))
}
