// Contact details that may be chosen for a copy: their codes in a list of ticks, and what was chosen of them.
import type { ContactChoice, ContactItem, PrintPlan } from '../desk/commands';

/** A detail as a code: which record, and which part of it. */
export const codeOf = (item: ContactItem): string => JSON.stringify([item.record, item.part]);

/** Those that may be chosen, to tick; what says more of one stands beside it. */
export function toTick(choices: ContactChoice[]): { code: string; label: string }[] {
  return choices.filter((one) => one.refused === '').map((one) => ({ code: codeOf(one.item), label: one.note ? `${one.label} (${one.note})` : one.label }));
}

/** Those ticked. What is not offered, or no longer, is not chosen by an old tick. */
export function chosen(choices: ContactChoice[], codes: string[]): ContactItem[] {
  return choices.filter((one) => one.refused === '' && codes.includes(codeOf(one.item))).map((one) => one.item);
}

/** The print of what was looked at: the same question, with the word that says it was seen. */
export function seenSo(asked: PrintPlan, seen: string, printer?: string): PrintPlan {
  if (!asked.contact) return asked;
  return { ...asked, contact: { ...asked.contact, seen }, ...(printer ? { printer } : {}) };
}
