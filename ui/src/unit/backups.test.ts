// The words about backups: age, and what is to be done first.
import { expect, test } from 'vitest';
import type { BackupsView, DrillView, RecordsChecked } from '../desk/commands';
import { ageTone, agoWords, nextWords, recordsWords, sizeWords } from './backups';

const records: RecordsChecked = { under_way: false, ended_at: null, records: 0, closed: 0, damaged: '' };
const failed: DrillView = { at: '2026-11-23T08:00:00Z', went_well: false, number: 1, acts: 0, words: 'It did not restore.' };
const well: BackupsView = { age: 'fresh', newest_at: '2026-11-23T08:00:00Z', backups: [], unreadable: 0, second: { folder: 'F', age: 'fresh', newest_at: null, same_disk: false }, drill: null, drill_due: false, continuity_at: null, trouble: '', records };

test('an age is said as people say it', () => {
  const now = '2026-11-23T09:00:00Z';
  expect(agoWords('2026-11-23T09:00:30Z', now)).toBe('just now');
  expect(agoWords('2026-11-23T08:59:00Z', now)).toBe('1 minute ago');
  expect(agoWords('2026-11-22T08:00:00Z', now)).toBe('25 hours ago');
  expect(agoWords('2026-11-20T08:00:00Z', now)).toBe('3 days ago');
});

test('late is amber, a week and none are red', () => {
  expect((['fresh', 'late', 'too_old', 'none'] as const).map(ageTone)).toEqual(['good', 'warn', 'crit', 'crit']);
});

test('what is most pressing is asked for first, and nothing where all is well', () => {
  expect(nextWords(well)).toBe('');
  expect(nextWords({ ...well, age: 'late', second: null })).toContain('two days');
  expect(nextWords({ ...well, second: null, drill_due: true })).toContain('second place');
  expect(nextWords({ ...well, drill_due: true })).toBe('');
  expect(nextWords({ ...well, drill_due: true, drill: failed })).toContain('did not go well');
});

test('a small backup is not said to be nothing', () => {
  expect(sizeWords(300)).toBe('1 kB');
  expect(sizeWords(3_420_000)).toBe('3.4 MB');
});

test('records are said to be whole only once all of them were looked at, and damage before anything else', () => {
  const words = (change: Partial<RecordsChecked>) => recordsWords({ ...records, ...change }, () => 'on Monday');
  expect(words({})).toContain('Not checked yet');
  expect(words({ under_way: true, records: 1 })).toBe('Under way behind the work: 1 record so far, all as their entries say.');
  expect(words({ ended_at: '2026-11-23T08:00:00Z', records: 12, closed: 3 })).toContain('on Monday: 12 records, all as their entries say. Of 3 values');
  expect(words({ ended_at: '2026-11-23T08:00:00Z', records: 12, damaged: 'What stands in N-26-0147 is not it.' })).toBe('What stands in N-26-0147 is not it.');
});
