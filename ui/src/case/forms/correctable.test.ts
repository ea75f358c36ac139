// A correction is sent as the desk reads it, and nothing typed is never a value.
import { expect, test } from 'vitest';
import { fieldsOf, valueOf, type Corrected } from './correctable';

const typed = (change: Partial<Corrected>): Corrected => ({ field: '', text: '', day: null, several: [], ...change });
const send = (kind: string, field: string, change: Partial<Corrected>): string | null => {
  const found = fieldsOf(kind).find((one) => one.field === field);
  if (found === undefined) throw new Error(`${kind} has no ${field}`);
  return valueOf(found, typed(change), '2026-11-23', '2026-11-23T08:45:00.000Z');
};

test('each field is written the way the desk reads it', () => {
  expect(send('incident', 'severity', { text: '2' })).toBe('2');
  expect(send('incident', 'behaviours', { several: ['a', 'b'] })).toBe('["a","b"]');
  expect(send('incident', 'occurred', { text: 'about 3 weeks ago' })).toBe('{"at":"2026-11-02T12:00:00.000Z","precision":"about","words":"about 3 weeks ago"}');
  expect(send('order', 'conditions', { text: 'one\n\n two ' })).toBe('["one","two"]');
  expect(send('order', 'until_further_order', { text: 'no' })).toBe('false');
  expect(send('order', 'ends_on', { day: null })).toBe('null');
});

test('an empty choice is no value', () => {
  for (const [kind, field] of [['incident', 'severity'], ['incident', 'is_contact'], ['incident', 'behaviours'], ['incident', 'occurred'], ['order', 'until_further_order']] as const) {
    expect(send(kind, field, {}), field).toBeNull();
  }
});

test('what is signed has no field to correct', () => {
  for (const kind of ['sash', 'four_check', 'cas', 'minutes', 'room_decision', 'contact_made']) expect(fieldsOf(kind)).toEqual([]);
});
