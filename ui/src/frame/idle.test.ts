// What F9 brings back; a touch is told once a second. Enlarged text brings the pages into one column.
import { expect, test } from 'vitest';
import { bringsBack, touchIsTold } from './idle';
import { isNarrow } from './look';

const minutes = (count: number) => count * 60_000;

test('keys pressed one after another are told once a second', () => {
  expect([0, 999, 1000, minutes(4)].map(touchIsTold)).toEqual([false, false, true, true]);
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
