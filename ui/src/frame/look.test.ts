// The room's text is set for the farthest seat, and never smaller than usual.
import { expect, test } from 'vitest';
import { arcAtTheFarSeat, isNarrow, roomScale, roomWords } from './look';

test('a 75 inch picture at four metres needs no larger text', () => {
  expect(arcAtTheFarSeat(166, 400)).toBeGreaterThan(18);
  expect(roomScale(166, 400)).toBe(1);
});

test('a farther seat gets larger text up to what still fits', () => {
  expect(roomScale(166, 500)).toBeGreaterThan(1.1);
  expect(roomScale(166, 3000)).toBe(1.6);
  expect(roomScale(400, 100)).toBe(1);
  expect(roomWords(166, 3000)).toContain('may still not read it');
});

test('measures nobody gave change nothing', () => {
  expect(roomScale(0, 0)).toBe(1);
});

test('text twice as large stands in one column', () => {
  expect(isNarrow(1440, 100)).toBe(false);
  expect(isNarrow(1440, 200)).toBe(true);
});
