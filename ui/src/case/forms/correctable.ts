// Which fields of which records may be put right, and how each is written. The desk has the last word.
import type { Agency, CodesView, Labelled } from '../../desk/commands';
import { asWhen, readWhen } from '../../shared/when';
import { standings, yesNoUnknown } from './lists';

/** How a field is typed: the form's part of it, and the desk's JSON. */
export type Way = 'text' | 'long' | 'lines' | 'day' | 'when' | 'choice' | 'several' | 'number' | 'yes_no';

export interface Correctable {
  field: string;
  label: string;
  way: Way;
  options?: (codes: CodesView) => Labelled[];
  /** A day or name that may also be taken out. */
  mayBeEmpty?: boolean;
}

/** What is typed into the form of a correction, whichever way the field is written. */
export interface Corrected {
  field: string;
  text: string;
  day: string | null;
  several: string[];
}

const plain = (field: string, label: string, way: Way = 'text', options?: Correctable['options']): Correctable => (options ? { field, label, way, options } : { field, label, way });
const agencies = (codes: CodesView): Labelled[] => codes.agencies as (Labelled & { code: Agency })[];
const classes: Labelled[] = [
  { code: 'stalking', label: 'Stalking' }, { code: 'harassment', label: 'Harassment' }, { code: 'other_offence', label: 'Another offence' }, { code: 'no_crime', label: 'No crime' },
];

const FIELDS: Record<string, Correctable[]> = {
  incident: [
    plain('what', 'What happened', 'long'), plain('occurred', 'When', 'when'), plain('behaviours', 'What kind', 'several', (codes) => codes.behaviours),
    plain('severity', 'How serious', 'number', (codes) => codes.severities), plain('is_contact', 'Did it reach the victim?', 'choice', () => yesNoUnknown),
    plain('reported', 'Reported to the police?', 'choice', () => yesNoUnknown), plain('told_by', 'Who told it', 'choice', agencies), plain('evidence', 'Evidence, and who holds it'),
  ],
  order: [
    plain('order_type', 'Kind', 'choice', (codes) => codes.orders), plain('conditions', 'Conditions', 'lines'), { ...plain('made_on', 'Made on', 'day'), mayBeEmpty: true },
    { ...plain('served_on', 'Served on', 'day'), mayBeEmpty: true }, { ...plain('ends_on', 'Ends on', 'day'), mayBeEmpty: true }, plain('until_further_order', 'Lasts until further order', 'yes_no'), plain('note', 'Note'),
  ],
  person: [
    plain('name', 'Name'), plain('latin_name', 'Name in Latin letters'), { ...plain('born_on', 'Born on', 'day'), mayBeEmpty: true }, plain('about', 'To know at once', 'long'),
    plain('standing', 'Standing', 'choice', () => standings),
  ],
  known_detail: [plain('text', 'The detail itself'), plain('note', 'Note')],
  referral: [
    plain('what_happened', 'What happened', 'long'), plain('source', 'Source', 'choice', (codes) => codes.sources), plain('referrer', 'Who refers'), plain('referrer_agency', 'Their agency', 'choice', agencies),
    plain('relationship', 'Relationship', 'choice', (codes) => codes.relationships), plain('crime_reference', 'Crime reference'), plain('recorded_offence', 'Recorded offence'),
    plain('recorded_as', 'Recorded as', 'choice', () => classes), plain('officer', 'Officer in charge'),
  ],
};

/** The fields of a kind of record that may be corrected; none for what is signed. */
export const fieldsOf = (kind: string): Correctable[] => FIELDS[kind] ?? [];

/** The new value as the desk reads it; null where what was typed is none. */
export function valueOf(field: Correctable, typed: Corrected, today: string, now: string): string | null {
  switch (field.way) {
    case 'text':
    case 'long':
      return JSON.stringify(typed.text.trim());
    case 'lines':
      return JSON.stringify(typed.text.split('\n').map((line) => line.trim()).filter((line) => line !== ''));
    case 'day':
      return typed.day === null && !field.mayBeEmpty ? null : JSON.stringify(typed.day);
    case 'when': {
      const found = readWhen(typed.text, today);
      return found === null ? null : JSON.stringify(asWhen(found, typed.text, now));
    }
    case 'several':
      return typed.several.length === 0 ? null : JSON.stringify(typed.several);
    case 'number':
      return typed.text === '' ? null : JSON.stringify(Number(typed.text));
    case 'yes_no':
      return typed.text === '' ? null : JSON.stringify(typed.text === 'yes');
    case 'choice':
      return typed.text === '' ? null : JSON.stringify(typed.text);
  }
}
