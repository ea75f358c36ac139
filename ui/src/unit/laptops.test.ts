import { describe, expect, it } from 'vitest';
import { foundWords, readyWords } from './laptops';

const file = { from: 'office laptop', sealed_at: '2026-11-26T16:10:00Z', new: 0, changed: 0, entries: 0, conflicts: 0, waiting: 0, set_apart: 0 };

describe('what lies in the folder', () => {
  it('is counted by what becomes of it', () => {
    expect(foundWords({ ...file, new: 2, changed: 1, conflicts: 1 })).toBe('2 new records, 1 changed record, 1 field changed on both, to be settled');
    expect(foundWords({ ...file, waiting: 1, set_apart: 3 })).toBe('1 record waits for somebody who may open it, 3 records set apart');
  });
  it('says so where it brings nothing', () => {
    expect(foundWords(file)).toBe('Nothing that is not here already');
  });
});

describe('what lies ready', () => {
  it('names what stays until somebody of the case has signed in', () => {
    expect(readyWords({ name: 'x', changes: 1, held_here: 0 })).toBe('1 change made here that it has not confirmed, and what was heard of other laptops.');
    expect(readyWords({ name: 'x', changes: 0, held_here: 2 })).toMatch(/^Nothing was written here.* 2 records stay here until/);
  });
});
