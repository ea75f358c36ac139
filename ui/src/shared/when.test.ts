// When something happened, as people remember it: never more exact than it was said.
import { expect, test } from 'vitest';
import { asWhen, readWhen, typedWhen } from './when';

const today = '2026-11-23';
const now = '2026-11-23T08:45:00.000Z';

test('a time is read as it was said, and no more exactly', () => {
  const typed: [string, string | null, string | null, string][] = [
    ['yesterday', '2026-11-22', null, 'day'],
    ['yesterday 19:10', '2026-11-22', '19:10', 'minute'],
    ['22 Nov at 8.05', '2026-11-22', '08:05', 'minute'],
    ['Sun 22 Nov 2026', '2026-11-22', null, 'day'],
    ['fri', '2026-11-20', null, 'day'],
    ['Monday 9:30', '2026-11-23', '09:30', 'minute'],
    ['today', '2026-11-23', null, 'day'],
    ['3 weeks ago', '2026-11-02', null, 'week'],
    ['about 3 weeks ago', '2026-11-02', null, 'about'],
    ['about 3 Nov', '2026-11-03', null, 'about'],
    ['last month', '2026-10-24', null, 'month'],
    ['March 2025', '2025-03-01', null, 'month'],
    ['2024', '2024-01-01', null, 'year'],
  ];
  for (const [text, day, time, precision] of typed) expect(readWhen(text, today), text).toEqual({ day, time, precision });
  for (const text of ['', 'soon', 'week', '31 feb', 'yesterday 25:00']) expect(readWhen(text, today), text).toBeNull();
});

test('words are kept only where they say more than the day', () => {
  const vague = readWhen('about 3 weeks ago', today);
  const exact = readWhen('yesterday 19:10', today);
  if (vague === null || exact === null) throw new Error('not understood');
  expect(asWhen(vague, 'about 3 weeks ago', now)).toEqual({ at: '2026-11-02T12:00:00.000Z', precision: 'about', words: 'about 3 weeks ago' });
  expect(asWhen(exact, 'yesterday 19:10', now)).toEqual({ at: '2026-11-22T19:10:00.000Z', precision: 'minute', words: '' });
});

test('a recorded time can be typed again without changing it', () => {
  for (const text of ['about 3 weeks ago', 'yesterday 19:10', '3 Nov']) {
    const found = readWhen(text, today);
    if (found === null) throw new Error(text);
    const kept = asWhen(found, text, now);
    const again = readWhen(typedWhen(kept), today);
    if (again === null) throw new Error(typedWhen(kept));
    expect(asWhen(again, typedWhen(kept), now)).toEqual(kept);
  }
});
