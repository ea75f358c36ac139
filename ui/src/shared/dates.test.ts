// Days as people type them.
import { expect, test } from 'vitest';
import { daysAfter, readDay } from './dates';

const today = '2026-11-23';

test('days are read as people type them', () => {
  const typed: [string, string | null][] = [
    ['today', '2026-11-23'],
    ['Tomorrow', '2026-11-24'],
    ['+7', '2026-11-30'],
    ['3 nov', '2026-11-03'],
    ['3 November 2025', '2025-11-03'],
    ['03/11/26', '2026-11-03'],
    ['2026-2-28', '2026-02-28'],
    ['31 feb', null],
    ['soon', null],
  ];
  for (const [text, day] of typed) expect(readDay(text, today), text).toBe(day);
});

test('days after cross the end of a month', () => {
  expect(daysAfter('2026-11-30', 1)).toBe('2026-12-01');
});
