// A decision carries what its outcomes ask for, and nothing left over from an outcome taken back.
import { expect, test } from 'vitest';
import { askedBy, emptyFacts, roomFacts } from './facts';

const choices = [
  { code: 'advise', asks: ['officer_and_text' as const] },
  { code: 'reclassify', asks: ['both_classifications' as const, 'officer_and_text' as const] },
  { code: 'keep', asks: [] },
];

test('what several outcomes ask for is asked once', () => {
  expect([...askedBy(choices, ['advise', 'reclassify'])].sort()).toEqual(['both_classifications', 'officer_and_text']);
  expect(askedBy(choices, []).size).toBe(0);
});

test('an outcome taken back takes its facts along', () => {
  const typed = { ...emptyFacts(), officer: 'PC Mockford', text: 'Record it.', recorded: 'harassment' as const, judged: 'stalking' as const };
  expect(roomFacts(typed, askedBy(choices, ['keep']))).toEqual({ advice: null, classes: null, other_case: '', stage: null, review_on: null, order_type: null });
  expect(roomFacts(typed, askedBy(choices, ['reclassify'])).classes).toEqual({ recorded_as: 'harassment', judged_as: 'stalking' });
});
