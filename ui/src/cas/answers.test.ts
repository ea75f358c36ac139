// Answers of a CAS: as vague as they were said, read as people write, and no empty entry is ever sent.
import { expect, test } from 'vitest';
import { answerWords, casDate, casDateWords, entriesOf, writeEntries } from './answers';

const today = '2026-11-23';

test('a date is kept as exactly as it was said, and read back as people write it', () => {
  const typed: [string, string, string][] = [
    ['3 Nov', '2026-11-03', '3 Nov 2026'],
    ['March 2025', '2025-03', 'Mar 2025'],
    ['2024', '2024', '2024'],
    ['about March 2025', 'about 2025-03', 'about Mar 2025'],
    ['about 3 weeks ago', 'about 2026-11-02', 'about 2 Nov 2026'],
    ['3 weeks ago', 'about 2026-11-02', 'about 2 Nov 2026'],
  ];
  for (const [text, kept, words] of typed) {
    expect(casDate(text, today), text).toBe(kept);
    expect(casDateWords(kept), kept).toBe(words);
    expect(casDate(words, today), words).toBe(kept);
  }
  expect(casDate('soon', today)).toBeNull();
});

test('empty entries and columns are not sent', () => {
  expect(writeEntries([{ date: '2026-11-03', type: ' ' }, { date: '' }])).toBe('[{"date":"2026-11-03"}]');
  expect(writeEntries([{}])).toBe('');
  expect(entriesOf('[{"date":"2026"}]')).toEqual([{ date: '2026' }]);
  expect(entriesOf('not a list')).toEqual([]);
});

test('codes are read as their labels', () => {
  const options = [{ code: 'a', label: 'First' }, { code: 'b', label: 'Second' }];
  expect(answerWords('several', options, 'a\nb')).toBe('First; Second');
});
