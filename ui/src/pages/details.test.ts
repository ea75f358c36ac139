// Nothing is chosen but what is offered and ticked, and what prints is the question that was looked at.
import { expect, test } from 'vitest';
import type { ContactChoice, PrintPlan } from '../desk/commands';
import { chosen, codeOf, seenSo, toTick } from './details';

const choices: ContactChoice[] = [
  { item: { record: 'a', part: { channel: 0 } }, label: 'Victim: text', note: '', refused: '' },
  { item: { record: 'a', part: { channel: 1 } }, label: 'Victim: email', note: '', refused: 'Not known to be safe to use: ask the victim first.' },
  { item: { record: 'b', part: 'whole' }, label: 'Victim: workplace', note: 'from January', refused: '' },
];

test('only what may be chosen can be ticked, and each has its own code', () => {
  expect(toTick(choices).map((one) => one.label)).toEqual(['Victim: text', 'Victim: workplace (from January)']);
  expect(new Set(choices.map((one) => codeOf(one.item))).size).toBe(3);
});

test('no tick is no detail, and a tick on what is not offered chooses nothing', () => {
  const every = choices.map((one) => codeOf(one.item));
  expect(chosen(choices, [])).toEqual([]);
  expect(chosen(choices, every).map((one) => one.record)).toEqual(['a', 'b']);
  expect(chosen([], every)).toEqual([]);
});

test('the print asks what was looked at and adds that it was seen', () => {
  const asked: PrintPlan = { plan: 'p', holder: 'K. Specimen', holder_agency: 'police', purpose: 'x', contact: { details: [], reason: 'r' } };
  expect(seenSo(asked, 'abc', 'Office-2')).toEqual({ ...asked, printer: 'Office-2', contact: { details: [], reason: 'r', seen: 'abc' } });
  expect(asked.contact?.seen).toBeUndefined();
});
