// The auditor's lines, their order, and what a check says.
import { expect, test } from 'vitest';
import type { LogVerified, ReviewLine } from '../desk/commands';
import { sorted, turned, verifiedWords, witnessWords } from './review';

const line = (seq: number, who: string): ReviewLine => ({ seq, who, at: '', agency_label: '', kind: 'consultation', act: '', case_reference: '', reason: '', after_hours: false });
const lines = [line(3, 'B'), line(2, 'A'), line(1, 'B')];

test('lines sorted by name keep the newest first among equals', () => {
  expect(sorted(lines, { by: 'who', down: false }).map((one) => one.seq)).toEqual([2, 3, 1]);
  expect(sorted(lines, { by: 'seq', down: false }).map((one) => one.seq)).toEqual([1, 2, 3]);
  expect(lines.map((one) => one.seq)).toEqual([3, 2, 1]);
});

test('a second press on the same head turns the order round', () => {
  const once = turned({ by: 'seq', down: true }, 'who');
  expect(once).toEqual({ by: 'who', down: false });
  expect(turned(once, 'who').down).toBe(true);
});

test('a witness is good news only where it fits', () => {
  const said = (['consistent', 'store_is_older', 'history_differs', 'other_store'] as const).map((witness) => witnessWords({ witness, seen: 5, held: 9 }).good);
  expect(said).toEqual([true, false, false, false]);
});

test('a check that fails names the first act that does not fit and claims nothing else', () => {
  const found: LogVerified = { acts: 9, entries: 9, streams: 1, checkpoints: 1, records: 9, values: 9, closed: 2, erased: 0, intact: true, first_bad: '', says: [] };
  expect(verifiedWords(found)).toContain('2 values lie behind walls');
  expect(verifiedWords({ ...found, intact: false, first_bad: 'act 7' })).toBe('First act that does not fit: act 7');
});
