// What the form of an agreement works out by itself: which bases and powers are open to a party, and why not.
import type { AgreementChoices, AgreementTerms, BasisChoice, Direction, Ground, PartnerChoice, Party, PartyKind } from '../desk/commands';

/** A party of which nothing is said yet. Kind and law are the form's first questions; they start where most do. */
export function emptyParty(partner: PartnerChoice | null, name: string): Party {
  return {
    name: partner?.unit_name ?? name, kind: partner?.kind ?? 'police_force', regime: 'uk_gdpr', role: 'controller', partner: partner?.partner ?? null,
    ico_number: '', data_protection_contact: '', caldicott_guardian: '', information_asset_owner: '', requests_contact: '', grounds: [],
  };
}

export function emptyGround(direction: Direction): Ground {
  return { direction, bases: [], gateway: null, policy_document: '', further_processing: '' };
}

/** The bases open to a party of this kind under its law. */
export function basesFor(choices: AgreementChoices, party: Party): BasisChoice[] {
  return choices.bases.filter((one) => one.kind === party.kind && one.regime === party.regime);
}

/** The kinds of organisation on the other side that receive. */
export function receiversOf(terms: AgreementTerms, sender: Party): PartyKind[] {
  const ours = sender.partner === null;
  const other = terms.parties.filter((party) => (party.partner === null) !== ours && party.grounds.some((ground) => ground.direction === 'receives'));
  return [...new Set(other.map((party) => party.kind))];
}

/** Every power, with the reason for which this sender cannot choose it; empty where it can. */
export function gatewaysFor(choices: AgreementChoices, terms: AgreementTerms, sender: Party): { code: string; label: string; why: string }[] {
  const receivers = receiversOf(terms, sender);
  return choices.gateways.map((one) => {
    const refused = receivers.map((kind) => one.refused[kind]).find((why) => why !== undefined);
    return { code: one.code, label: `${one.label} (${one.provision})`, why: refused ?? '' };
  });
}

/** Whether a sender under Part 3 meets a receiver under UK GDPR: then an authority for further use is asked for. */
export function needsFurther(terms: AgreementTerms, sender: Party): boolean {
  const ours = sender.partner === null;
  return sender.regime === 'dpa_part3' && terms.parties.some((party) => (party.partner === null) !== ours && party.regime === 'uk_gdpr' && party.grounds.some((ground) => ground.direction === 'receives'));
}

/** "12 a" reads as nothing, "12" as 12. */
export function wholeNumber(text: string): number | null {
  const trimmed = text.trim();
  return /^\d{1,5}$/.test(trimmed) && Number(trimmed) <= 65535 ? Number(trimmed) : null;
}

export function bytesWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1_048_576 ? `${(bytes / 1024).toFixed(0)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

/** A hash in groups of eight, for people to compare. */
export function inGroups(hash: string): string {
  return hash.replace(/(.{8})(?=.)/g, '$1 ');
}

/** Whether two forms say the same: the order in which answers were ticked does not count. */
export function same(one: AgreementTerms, other: AgreementTerms): boolean {
  const settled = (terms: AgreementTerms) => JSON.stringify({ ...terms, purposes: [...terms.purposes].sort(), categories: [...terms.categories].sort(), subjects: [...terms.subjects].sort() });
  return settled(one) === settled(other);
}
