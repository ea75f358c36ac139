// An untouched desk locks; in a meeting it blanks first. Enlarged text brings the pages into one column.
import { expect, test } from 'vitest';
import { bringsBack, resting } from './idle';
import { isNarrow } from './look';

const minutes = (count: number) => count * 60_000;

test('a desk left alone locks when its minutes are over', () => {
  expect(resting(0, 10, false)).toEqual({ rest: 'work', locksIn: 10 });
  expect(resting(minutes(9) + 1, 10, false)).toEqual({ rest: 'work', locksIn: 1 });
  expect(resting(minutes(10), 10, false)).toEqual({ rest: 'lock', locksIn: 0 });
});

test('in a meeting the desk blanks after five minutes and still locks after thirty', () => {
  expect(resting(minutes(5) - 1, 10, true).rest).toBe('work');
  expect(resting(minutes(5), 10, true).rest).toBe('blank');
  expect(resting(minutes(29), 10, true).rest).toBe('blank');
  expect(resting(minutes(30), 10, true).rest).toBe('lock');
});

test('a wide window holds one column once the text is twice as large', () => {
  expect(isNarrow(1440, 100)).toBe(false);
  expect(isNarrow(1440, 200)).toBe(true);
  expect(isNarrow(720, 100)).toBe(true);
});

test('F9 brings a meeting back within a minute; everything else asks for the passphrase', () => {
  expect(bringsBack(0, true)).toBe('f9');
  expect(bringsBack(minutes(1) - 1, true)).toBe('f9');
  expect(bringsBack(minutes(1), true)).toBe('passphrase');
  expect(bringsBack(0, false)).toBe('passphrase');
});
