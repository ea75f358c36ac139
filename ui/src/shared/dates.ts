// Dates as people type them, and as people read them. Stored UTC, shown Europe/London.

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function iso(year: number, month: number, day: number): string | null {
  const made = new Date(Date.UTC(year, month - 1, day));
  if (made.getUTCMonth() !== month - 1 || made.getUTCDate() !== day) return null;
  return made.toISOString().slice(0, 10);
}

/** The day some days after another, both as yyyy-mm-dd. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** The next day with this name after today; null if the word names none. */
function nextWeekday(word: string, today: string): string | null {
  const wanted = WEEKDAYS.indexOf(word.slice(0, 3));
  if (wanted < 0 || !/^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?$/.test(word)) return null;
  const now = (new Date(`${today}T12:00:00Z`).getUTCDay() + 6) % 7;
  return daysAfter(today, (wanted - now + 6) % 7 + 1);
}

/** Reads "today", "+7", "fri", "in 3 weeks", "3 nov", "Mon 23 Nov 2026", "3/11/2026" and "2026-11-03" into yyyy-mm-dd; null if it is no day. */
export function readDay(typed: string, today: string): string | null {
  const text = typed.trim().toLowerCase().replace(/^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+(?=\d)/, '');
  const weekday = nextWeekday(text, today);
  if (weekday !== null) return weekday;
  const ahead = /^in (\d{1,3}|an?) (day|week)s?$/.exec(text);
  if (ahead) return daysAfter(today, count(ahead[1]) * (ahead[2] === 'week' ? 7 : 1));
  if (text === 'today') return today;
  if (text === 'tomorrow') return daysAfter(today, 1);
  if (text === 'yesterday') return daysAfter(today, -1);
  const plus = /^\+(\d{1,3})$/.exec(text);
  if (plus) return daysAfter(today, Number(plus[1]));
  const year = Number(today.slice(0, 4));
  const dashed = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (dashed) return iso(Number(dashed[1]), Number(dashed[2]), Number(dashed[3]));
  const slashed = /^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2,4}))?$/.exec(text);
  if (slashed) return iso(fullYear(slashed[3], year), Number(slashed[2]), Number(slashed[1]));
  const worded = /^(\d{1,2})\s+([a-z]{3,9})\.?(?:\s+(\d{2,4}))?$/.exec(text);
  const month = worded ? MONTHS.indexOf((worded[2] ?? '').slice(0, 3)) : -1;
  return worded && month >= 0 ? iso(fullYear(worded[3], year), month + 1, Number(worded[1])) : null;
}

function count(word: string | undefined): number {
  return word === undefined || /^an?$/.test(word) ? 1 : Number(word);
}

function fullYear(typed: string | undefined, year: number): number {
  if (typed === undefined) return year;
  const number = Number(typed);
  return number < 100 ? 2000 + number : number;
}

const ZONE = { timeZone: 'Europe/London' } as const;
const SHORT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', ...ZONE });
const PLAIN = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', ...ZONE });
const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', ...ZONE });
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', ...ZONE });
const LONG = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', ...ZONE });
const NEAR = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', ...ZONE });

const noon = (day: string): Date => new Date(`${day.slice(0, 10)}T12:00:00Z`);
/** "3 Aug", where the year stands elsewhere. */
export const shortDay = (day: string): string => SHORT.format(noon(day));
/** "23 Nov 2026". */
export const plainDay = (day: string): string => PLAIN.format(noon(day));
/** "Mon 23 Nov 2026". */
export const dayWords = (day: string): string => DAY.format(noon(day)).replace(',', '');
/** "Monday 23 November 2026". */
export const longDay = (day: string): string => LONG.format(noon(day)).replace(',', '');
/** "19:10". */
export const clockWords = (at: string): string => CLOCK.format(new Date(at));
/** "23 Nov 2026, 19:10". */
export const momentWords = (at: string): string => `${PLAIN.format(new Date(at))}, ${clockWords(at)}`;
/** "Sun 22 Nov 23:40", for what came in the last days. */
export const recentWords = (at: string): string => `${NEAR.format(new Date(at)).replace(',', '')} ${clockWords(at)}`;

/** Reads "9:05", "0905", "9.05" or "19" as a time of day; null if it is none. */
export function readTime(typed: string): string | null {
  const parts = /^(\d{1,2})(?:[:.]?(\d{2}))?$/.exec(typed.trim());
  if (!parts) return null;
  const hour = Number(parts[1]);
  const minute = Number(parts[2] ?? '0');
  return hour < 24 && minute < 60 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : null;
}

const WALL = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/London' });

/** The day in London at a moment. */
export const londonDay = (at: string): string => WALL.format(new Date(at)).slice(0, 10);

/** The moment at which clocks in London showed this day and time. */
export function londonMoment(day: string, time: string): string {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  const shown = Date.parse(`${WALL.format(new Date(asUtc)).replace(' ', 'T')}:00Z`);
  return new Date(asUtc - (shown - asUtc)).toISOString();
}

/** A whole day as one moment that has not gone past `now`: noon, or now where that is sooner. */
export function someTimeOn(day: string, now: string): string {
  const midday = londonMoment(day, '12:00');
  return midday < now ? midday : now;
}
