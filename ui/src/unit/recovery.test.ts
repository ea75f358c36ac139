// The words about the way back into a store.
import { expect, test } from 'vitest';
import type { CompartmentRecovery, RecoveryState } from '../desk/commands';
import { compartmentWords, drillWords, recoveryWords } from './recovery';

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

const health: CompartmentRecovery = {
  compartment: 'agency:health', label: 'NHS', open: true, holders: 1, confirmed_at: null, drilled_at: null, drill_due: true,
};

test('a compartment without words says who would take it along, and to whom it is closed whom to ask', () => {
  expect(compartmentWords(health)).toMatch(/^One person holds it, and it has no words yet\. Make them/);
  expect(compartmentWords({ ...health, open: false, holders: 2 })).toBe('It is closed to you, and it has no words yet. Ask one of them to let you in.');
  expect(compartmentWords({ ...health, open: false, holders: 0 })).toContain('Nobody can open it.');
});

test('a compartment with words names the day of the drill, and lets a colleague in', () => {
  const seen = { ...health, holders: 3, confirmed_at: '2026-08-01T09:00:00Z', drilled_at: '2026-08-24T23:30:00Z', drill_due: false };
  expect(compartmentWords(seen)).toBe('3 people hold it. Its sheet was last read on 25 Aug 2026. The next drill is due on 23 Nov 2026.');
  expect(compartmentWords({ ...seen, drill_due: true })).toContain('A drill is due');
  expect(compartmentWords({ ...seen, open: false })).toContain('with it you are let in');
});
