// The unit's laptops in words: what a file holds, and what lies ready for another laptop.
import type { FoundFile, LaptopGone, ReadyFor } from '../desk/commands';

const many = (count: number, one: string, more: string): string => (count === 1 ? `1 ${one}` : `${count} ${more}`);

/** What a file brings: "2 new records, 1 changed record, 1 field with two values". */
export function foundWords(file: FoundFile): string {
  const parts = [
    file.new > 0 ? many(file.new, 'new record', 'new records') : '',
    file.changed > 0 ? many(file.changed, 'changed record', 'changed records') : '',
    file.conflicts > 0 ? `${many(file.conflicts, 'field', 'fields')} changed on both, to be settled` : '',
    file.waiting > 0 ? `${many(file.waiting, 'record waits', 'records wait')} for somebody who may open it` : '',
    file.set_apart > 0 ? `${many(file.set_apart, 'record', 'records')} set apart` : '',
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : 'Nothing that is not here already';
}

/** What lies ready for a laptop. */
export function readyWords(ready: ReadyFor): string {
  const held = ready.held_here > 0 ? ` ${many(ready.held_here, 'record stays', 'records stay')} here until a member of the case has signed in on this laptop.` : '';
  if (ready.changes === 0) return `Nothing was written here that it has not confirmed; what was heard of other laptops goes.${held}`;
  return `${many(ready.changes, 'change', 'changes')} made here that it has not confirmed, and what was heard of other laptops.${held}`;
}

/** Why a laptop is struck off, to choose from. */
export const gone: { code: LaptopGone; label: string }[] = [
  { code: 'lost', label: 'Lost' },
  { code: 'stolen', label: 'Stolen' },
  { code: 'handed_in', label: 'Handed in or thrown away' },
];
