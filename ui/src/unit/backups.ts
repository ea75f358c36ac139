// How old a backup is, in words, and what that asks for.
import type { Age, BackupsView, RecordsChecked } from '../desk/commands';

/** "12 kB", "3.4 MB". */
export function sizeWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** How long ago, from one moment to another. */
export function agoWords(then: string, now: string): string {
  const minutes = Math.max(0, Math.floor((Date.parse(now) - Date.parse(then)) / 60_000));
  if (minutes < 1) return 'just now';
  if (minutes < 60) return minutes === 1 ? '1 minute ago' : `${minutes} minutes ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return hours === 1 ? '1 hour ago' : `${hours} hours ago`;
  return `${Math.floor(hours / 24)} days ago`;
}

/** The colour of an age, beside its word. */
export const ageTone = (age: Age): 'good' | 'warn' | 'crit' => (age === 'fresh' ? 'good' : age === 'late' ? 'warn' : 'crit');

/** The word that stands beside the colour. */
export const ageWord = (age: Age): string => ({ none: 'None yet', fresh: 'In time', late: 'Late', too_old: 'Too old' })[age];

/** What to do next about the backups; empty where nothing is to be done. */
export function nextWords(view: BackupsView): string {
  if (view.age === 'none') return 'Make the first backup now.';
  if (view.age === 'too_old') return 'The newest backup is a week old or more: make one now, and tell the co-ordinator that they stopped.';
  if (view.age === 'late') return 'The newest backup is two days old or more: make one now.';
  if (view.second === null) return 'Choose a second place. Without one a fire or a thief takes the backups too.';
  if (view.second.same_disk) return 'The second place is on the disk of the store: choose a folder on another disk or share.';
  if (view.drill_due && view.drill?.went_well === false) return 'The last drill did not go well: look at it below, and make a backup now.';
  return '';
}

/** How the weekly check of every record stands; damage is said with it. */
export function recordsWords(records: RecordsChecked, at: (moment: string) => string): string {
  if (records.damaged !== '') return records.damaged;
  const seen = `${records.records} ${records.records === 1 ? 'record' : 'records'}`;
  if (records.under_way) return `Under way behind the work: ${seen} so far, all as their entries say.`;
  if (records.ended_at === null) return 'Not checked yet: it begins by itself while somebody works.';
  const closed = records.closed > 0 ? ` Of ${records.closed} values behind walls that were not open here, that they are there.` : '';
  return `Checked to the end ${at(records.ended_at)}: ${seen}, all as their entries say.${closed}`;
}
