// Copies are named by reference, paper, version and number, never by a person.
import { expect, test } from 'vitest';
import { copyWords, standingTone } from './copies';

test('a copy is named by reference, paper, version and number', () => {
  expect(copyWords({ case_reference: 'N-26-0147', paper_label: 'Safeguarding plan', version: 2, copy: 3, with_contact: false })).toBe('N-26-0147, safeguarding plan v2, copy 3');
  expect(copyWords({ case_reference: 'N-26-0147', paper_label: 'Safeguarding plan', version: 2, copy: 4, with_contact: true })).toBe('N-26-0147, safeguarding plan v2, copy 4, with contact details');
  expect(copyWords({ case_reference: '', paper_label: 'Agenda', version: 0, copy: 1, with_contact: false })).toBe('Agenda, copy 1');
});

test('only a current page is good', () => {
  expect((['current', 'superseded', 'unknown'] as const).map(standingTone)).toEqual(['good', 'crit', 'crit']);
});
