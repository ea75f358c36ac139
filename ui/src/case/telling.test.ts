// A record's history is read by people: no braces, no codes of the machine, dates as people write them.
import { expect, test } from 'vitest';
import { tell } from './telling';

test('a whole record is told field by field, without what only the machine needs', () => {
  const text = JSON.stringify({ name: 'Ffion Exemplar', born_on: '1988-03-01', latin_name: '', standing: 'suspected', person: '0193a1b2-0000-7000-8000-000000000001', told_by: 'victim_advocacy' });
  expect(tell(text)).toEqual([
    { label: 'name', words: 'Ffion Exemplar' },
    { label: 'born on', words: '1 Mar 1988' },
    { label: 'standing', words: 'suspected' },
    { label: 'told by', words: 'victim advocacy' },
  ]);
});

test('a time is told in the words it was given in', () => {
  expect(tell('{"at":"2026-11-02T12:00:00Z","precision":"about","words":"about 3 weeks ago"}')).toEqual([{ label: '', words: '2 Nov 2026, 12:00, about 3 weeks ago' }]);
});

test('a record cut short is told as far as it goes', () => {
  expect(tell('{"what":"Stood opposite","severity":2,"evidence":"photo held by the nei')).toEqual([
    { label: 'what', words: 'Stood opposite' },
    { label: 'severity', words: '2' },
  ]);
});

test('plain words stay as they are', () => {
  expect(tell('erased')).toEqual([{ label: '', words: 'erased' }]);
});
