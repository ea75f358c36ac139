// Answers of a case analysis summary between the page and the desk: dates with their vagueness, several codes, rows of columns.
import type { CasColumnView, Labelled } from '../desk/commands';
import { plainDay } from '../shared/dates';
import { readWhen } from '../shared/when';

/** "23 Nov", "Nov 2026", "2024" or "about 3 weeks ago" as the desk keeps it; null if it is no date. */
export function casDate(typed: string, today: string): string | null {
  const found = readWhen(typed, today);
  if (found === null) return null;
  if (found.precision !== 'about') return { minute: found.day, day: found.day, week: `about ${found.day}`, month: found.day.slice(0, 7), year: found.day.slice(0, 4) }[found.precision];
  const inner = readWhen(typed.trim().replace(/^\S+\s+/, ''), today)?.precision;
  return `about ${inner === 'year' ? found.day.slice(0, 4) : inner === 'month' ? found.day.slice(0, 7) : found.day}`;
}

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** A kept date as people write it. */
export function casDateWords(kept: string): string {
  const parts = /^(about )?(\d{4})(-\d{2})?(-\d{2})?$/.exec(kept.trim());
  if (!parts) return kept;
  const [, about = '', year = '', month, day] = parts;
  if (month === undefined) return about + year;
  return about + (day === undefined ? MONTH.format(new Date(`${year}${month}-15T00:00:00Z`)) : plainDay(`${year}${month}${day}`));
}

export type Entry = Record<string, string>;

/** The entries of a question with columns. */
export function entriesOf(answer: string): Entry[] {
  try {
    const read: unknown = answer === '' ? [] : JSON.parse(answer);
    return Array.isArray(read) ? (read as Entry[]) : [];
  } catch {
    return [];
  }
}

/** The entries as the desk reads them; empty where nothing is left. */
export function writeEntries(entries: Entry[]): string {
  const kept = entries.map((entry) => Object.fromEntries(Object.entries(entry).filter(([, text]) => text.trim() !== ''))).filter((entry) => Object.keys(entry).length > 0);
  return kept.length === 0 ? '' : JSON.stringify(kept);
}

/** An answer as people read it. */
export function answerWords(kind: string, options: Labelled[], answer: string): string {
  if (kind === 'date') return options.find((one) => one.code === answer)?.label ?? casDateWords(answer);
  return answer.split('\n').map((code) => options.find((one) => one.code === code)?.label ?? code).join(kind === 'several' ? '; ' : '\n');
}

/** What a column says in one entry. */
export const columnWords = (column: CasColumnView, entry: Entry): string => answerWords(column.kind, column.options, entry[column.id] ?? '');
