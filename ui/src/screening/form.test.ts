// Screening: nothing is chosen beforehand, an unknown leaves a gap with an owner, and nothing is added up.
import { expect, test } from 'vitest';
import type { SashItemView } from '../desk/commands';
import { emptyItem, emptyScreening, itemsAsked, sashOf, signingTroubles, stillNeeded } from './form';

const items: SashItemView[] = [
  { number: 'G1', wording: 'One', ex_partner_only: false },
  { number: 'X1', wording: 'Two', ex_partner_only: true },
];

test('an empty form holds no judgement and no fact', () => {
  const { items: answered, urgent, facts, ...rest } = emptyScreening();
  expect(answered).toEqual({});
  expect(urgent).toEqual([]);
  for (const [field, value] of Object.entries({ ...rest, ...facts })) expect(value === null || value === '', field).toBe(true);
});

test("a former partner's items are asked unless somebody said it is none", () => {
  const form = emptyScreening();
  expect(itemsAsked(items, form)).toHaveLength(2);
  form.partner = 'no';
  expect(itemsAsked(items, form).map((item) => item.number)).toEqual(['G1']);
});

test('an unknown answer is a gap that names who finds out and by when', () => {
  const form = emptyScreening();
  form.partner = 'no';
  form.items['G1'] = { ...emptyItem(), answer: 'unknown' };
  const asked = itemsAsked(items, form);
  expect(stillNeeded(asked, form)).toContain('who finds out, and by when, for 1 gap');
  const missing = signingTroubles(asked, form).filter(([, given]) => given === null || given === '').map(([field]) => field);
  expect(missing).toEqual(['gaps.G1.owner', 'gaps.G1.due', 'level', 'next_step', 'trained']);
  form.items['G1'] = { ...emptyItem(), answer: 'unknown', owner: 'health', due: '2026-11-26' };
  expect(sashOf('case', asked, form, null).gaps).toEqual([{ from: 'G1', question: 'Answer item G1.', owner_agency: 'health', due_on: '2026-11-26' }]);
});
