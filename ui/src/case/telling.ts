// A value out of a record's history as words: the desk hands it over as short text, a whole record as JSON cut after some length.
import { momentWords, plainDay } from '../shared/dates';

export interface Told {
  label: string;
  words: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

function words(value: unknown): string {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(words).filter((one) => one !== '').join('; ');
  if (typeof value === 'object') return Object.entries(value).filter(([field]) => field !== 'precision').map(([, one]) => words(one)).filter((one) => one !== '').join(', ');
  const text = String(value);
  if (UUID.test(text)) return '';
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return plainDay(text);
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text)) return momentWords(text);
  return /^[a-z]+(_[a-z0-9]+)+$/.test(text) ? text.replaceAll('_', ' ') : text;
}

/** The whole pairs of a record whose JSON was cut short. */
function cutShort(text: string): Record<string, unknown> {
  const pairs = [...text.matchAll(/"([a-z_]+)":("(?:[^"\\]|\\.)*"|-?\d+|true|false|null)(?=[,}])/g)];
  return Object.fromEntries(pairs.map(([, field = '', value = 'null']) => [field, JSON.parse(value) as unknown]));
}

/** A value as lines to read: a record field by field, anything else in one line without a label. */
export function tell(text: string): Told[] {
  if (!text.startsWith('{') && !text.startsWith('[')) return [{ label: '', words: words(text) }];
  let value: unknown;
  try {
    value = JSON.parse(text) as unknown;
  } catch {
    value = cutShort(text);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) || 'precision' in value) return [{ label: '', words: words(value) }];
  return Object.entries(value).map(([field, one]) => ({ label: field.replaceAll('_', ' '), words: words(one) })).filter((one) => one.words !== '');
}
