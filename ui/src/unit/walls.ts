// Which compartments a member writes into, and who may be let in.
import type { CompartmentView, LetInReason, MemberView } from '../desk/commands';

/** Reasons to let somebody in, as they are kept. */
export const reasons: { code: LetInReason; label: string }[] = [
  { code: 'joined_agency', label: 'Has joined the agency' },
  { code: 'needs_for_case', label: 'Needs it for a case' },
  { code: 'covers_for_colleague', label: 'Covers for a colleague' },
];

/** Compartments that hold notes and are open here: the agencies' and safe contact, never the unit's own keys or a restricted case. */
export function forNotes(all: CompartmentView[]): CompartmentView[] {
  return all.filter((one) => one.open && (one.compartment.startsWith('agency:') || one.compartment === 'safe-contact'));
}

/** Members still with the unit who may be let in: of the agency where it is an agency's, and not in already. */
export function mayBeLetIn(compartment: CompartmentView, members: MemberView[]): MemberView[] {
  const agency = compartment.compartment.startsWith('agency:') ? compartment.compartment.slice('agency:'.length) : null;
  const inside = new Set(compartment.holders.map((holder) => holder.member));
  return members.filter((member) => member.active && !inside.has(member.id) && (agency === null || member.agency === agency));
}

/** What stands beside a wall, without saying more than is known. */
export function holderWords(compartment: CompartmentView): string {
  const count = compartment.holders.length;
  const people = count === 1 ? '1 member' : `${count} members`;
  if (compartment.open && count === 1) return 'Open to you alone.';
  return compartment.open ? `Open to you and shared by ${people} in all.` : `Closed to you. Held by ${people}.`;
}
