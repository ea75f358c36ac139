// Times of day are London's, in winter and in summer; a day without a time is never after now.
import { expect, test } from 'vitest';
import { londonDay, londonMoment, readTime, someTimeOn } from './dates';

test('a time typed in summer is an hour earlier in UTC, in winter the same', () => {
  expect(londonMoment('2026-07-01', '19:10')).toBe('2026-07-01T18:10:00.000Z');
  expect(londonMoment('2026-11-22', '19:10')).toBe('2026-11-22T19:10:00.000Z');
  expect(londonDay('2026-06-30T23:30:00Z')).toBe('2026-07-01');
});

test('a day without a time is its noon, or now while noon has not come', () => {
  expect(someTimeOn('2026-11-23', '2026-11-23T08:45:00.000Z')).toBe('2026-11-23T08:45:00.000Z');
  expect(someTimeOn('2026-11-20', '2026-11-23T08:45:00.000Z')).toBe('2026-11-20T12:00:00.000Z');
});

test('times are read as people type them', () => {
  expect(readTime('9:05')).toBe('09:05');
  expect(readTime('1910')).toBe('19:10');
  expect(readTime('19')).toBe('19:00');
  expect(readTime('25:00')).toBeNull();
  expect(readTime('soon')).toBeNull();
});
