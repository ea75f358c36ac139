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

/** Reads "today", "tomorrow", "+7", "3 nov", "3/11/2026" and "2026-11-03" into yyyy-mm-dd; null if it is no day. */
export function readDay(typed: string, today: string): string | null {
  const text = typed.trim().toLowerCase();
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

function fullYear(typed: string | undefined, year: number): number {
  if (typed === undefined) return year;
  const number = Number(typed);
  return number < 100 ? 2000 + number : number;
}

const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'Europe/London' });
const MOMENT = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London',
});
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' });
const LONG = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/London' });

export const dayWords = (day: string): string => DAY.format(new Date(`${day.slice(0, 10)}T12:00:00Z`));
export const longDay = (day: string): string => LONG.format(new Date(`${day.slice(0, 10)}T12:00:00Z`));
export const momentWords = (at: string): string => MOMENT.format(new Date(at));
export const clockWords = (at: string): string => CLOCK.format(new Date(at));

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
  const noon = londonMoment(day, '12:00');
  return noon < now ? noon : now;
}
