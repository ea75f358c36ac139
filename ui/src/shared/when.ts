// Times as people remember them: "yesterday 19:10", "3 weeks ago", "about 3 Nov", "March 2025".
import type { When } from '../desk/commands';
import { clockWords, dayWords, daysAfter, londonMoment, plainDay, readDay, readTime, someTimeOn } from './dates';

/** A time as understood: a day, a time of day where one was said, and how exactly it is known. */
export interface Understood {
  day: string;
  time: string | null;
  precision: When['precision'];
}

const DAYS_IN = { day: 1, week: 7, month: 30, year: 365 };
const VAGUE = /^(?:about|around|roughly|approx\.?|circa|ca?\.)\s+/;

function ago(text: string, today: string): Understood | null {
  const found = /^(\d{1,3}|an?|last) (day|week|month|year)s?(?: ago)?$/.exec(text);
  const unit = found?.[2] as keyof typeof DAYS_IN | undefined;
  if (!found || unit === undefined || (found[1] !== 'last' && !text.endsWith('ago'))) return null;
  const many = /^\d/.test(found[1] ?? '') ? Number(found[1]) : 1;
  return { day: daysAfter(today, -many * DAYS_IN[unit]), time: null, precision: unit };
}

function spelledMonthOrYear(text: string, today: string): Understood | null {
  const month = /^([a-z]{3,9})\s+(\d{4})$/.exec(text);
  const first = month ? readDay(`1 ${month[1]} ${month[2]}`, today) : null;
  if (first !== null) return { day: first, time: null, precision: 'month' };
  return /^(?:19|20)\d{2}$/.test(text) ? { day: `${text}-01-01`, time: null, precision: 'year' } : null;
}

/** A day; a weekday by itself is the one gone by. */
function lately(text: string, today: string): string | null {
  const day = readDay(text, today);
  return day !== null && /^[a-z]+day$|^(?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun)$/.test(text) && !/^(?:to|yester)day$/.test(text) ? daysAfter(day, -7) : day;
}

function exactly(text: string, today: string): Understood | null {
  const day = lately(text, today);
  if (day !== null) return { day, time: null, precision: 'day' };
  const parts = /^(.+?)[\s,]+(?:at\s+)?(\d{1,2}[:.]\d{2}|\d{4})$/.exec(text);
  const before = parts ? lately(parts[1] ?? '', today) : null;
  const time = parts ? readTime(parts[2] ?? '') : null;
  return before !== null && time !== null ? { day: before, time, precision: 'minute' } : null;
}

/** Reads when something happened; null if it is no time. */
export function readWhen(typed: string, today: string): Understood | null {
  const text = typed.trim().toLowerCase().replace(/\s+/g, ' ');
  const plain = text.replace(VAGUE, '');
  const found = ago(plain, today) ?? exactly(plain, today) ?? spelledMonthOrYear(plain, today);
  if (found === null) return null;
  return plain === text ? found : { ...found, time: null, precision: 'about' };
}

/** What was understood, said back. */
export function whenWords(found: Understood): string {
  const rough = { minute: '', day: '', week: 'The week of ', month: 'Around ', year: 'Some time from ', about: 'About ' };
  if (found.precision === 'minute' || found.precision === 'day') return `${dayWords(found.day)}${found.time ? `, ${found.time}` : ''}`;
  return `${rough[found.precision]}${plainDay(found.day)}, kept in your own words`;
}

/** The desk's own form of a time: the best single moment, how exact it is, and the words where they say more. */
export function asWhen(found: Understood, typed: string, now: string): When {
  const at = found.time === null ? someTimeOn(found.day, now) : londonMoment(found.day, found.time);
  const words = found.precision === 'minute' || found.precision === 'day' ? '' : typed.trim();
  return { at, precision: found.precision, words };
}

/** A recorded time as somebody would type it. */
export function typedWhen(when: When): string {
  if (when.words !== '') return when.words;
  return when.precision === 'minute' ? `${plainDay(when.at)} ${clockWords(when.at)}` : plainDay(when.at);
}
