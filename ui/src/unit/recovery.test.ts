// The words about the way back into a store.
import { expect, test } from 'vitest';
import type { RecoveryState } from '../desk/commands';
import { drillWords, recoveryWords } from './recovery';

const none: RecoveryState = { confirmed: false, confirmed_at: null, drilled_at: null, drill_due: true, held_by: [], missing: [] };
const made: RecoveryState = { ...none, confirmed: true, confirmed_at: '2026-08-01T09:00:00Z', drilled_at: '2026-08-24T23:30:00Z', drill_due: false };

test('without words it is said that the store can be lost, and no drill is asked for', () => {
  expect(recoveryWords(none)).toContain('so is the store');
  expect(drillWords(none)).toBe('');
});

test('the next drill is named ninety days after the last one, by the day in London', () => {
  expect(recoveryWords(made)).toContain('on 1 Aug 2026');
  expect(drillWords(made)).toContain('read on 25 Aug 2026');
  expect(drillWords(made)).toContain('due on 23 Nov 2026');
});

test('a drill that is due says so and what to do', () => {
  expect(drillWords({ ...made, drill_due: true })).toMatch(/^A drill is due.*Ask one agency/);
});
