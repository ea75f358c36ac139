// A draft is kept before the desk locks; an undo is kept like anything typed. The window's side of the door is stood in for.
import { beforeEach, expect, test, vi } from 'vitest';
import { Draft, keepAll } from './draft.svelte';

const asked: { name: string; question: { text?: string } }[] = [];
vi.mock('@tauri-apps/api/core', () => ({
  invoke: (_: string, told: { name: string; question: { text?: string } }) => {
    asked.push(told);
    if (failing && told.name === 'keep_draft') return Promise.reject(new Error('the disk is full'));
    if (told.name === 'draft') return Promise.resolve({ answer: { text: '{"what":"half typed"}', kept_at: '2026-11-23T08:45:00Z' }, saved_at: null, stale: [] });
    return Promise.resolve({ answer: { text: null, kept_at: null }, saved_at: null, stale: [] });
  },
}));
vi.mock('@tauri-apps/api/event', () => ({ listen: () => Promise.resolve(() => undefined) }));

let failing = false;
beforeEach(() => {
  asked.length = 0;
  failing = false;
});

test('what was typed since the last keeping is kept at once when the desk is about to lock', async () => {
  const draft = new Draft('referral', null, { what: '' });
  draft.value.what = 'half a sentence';
  draft.changed();
  expect(asked).toEqual([]);
  await keepAll();
  expect(asked.map(({ name, question }) => [name, question.text])).toEqual([['keep_draft', '{"what":"half a sentence"}']]);
  await keepAll();
  expect(asked).toHaveLength(1);
});

test('an undo is kept too, or the undone words would come back', async () => {
  const draft = new Draft('referral', null, { what: 'before' });
  draft.value.what = 'after';
  draft.changed();
  await keepAll();
  draft.undo();
  expect(draft.value.what).toBe('before');
  await keepAll();
  expect(asked.at(-1)?.question.text).toBe('{"what":"before"}');
});

test('a draft that was dropped is not kept again', async () => {
  const draft = new Draft('referral', null, { what: '' });
  draft.value.what = 'recorded now';
  draft.changed();
  await draft.drop();
  await keepAll();
  expect(asked.map(({ name }) => name)).toEqual(['drop_draft']);
});

test('words that could not be kept are kept as soon as they can be', async () => {
  vi.useFakeTimers();
  const draft = new Draft('referral', null, { what: '' });
  draft.value.what = 'on a full disk';
  draft.changed();
  failing = true;
  await keepAll();
  failing = false;
  await vi.advanceTimersByTimeAsync(4000);
  vi.useRealTimers();
  expect(asked.map(({ name, question }) => [name, question.text])).toEqual([
    ['keep_draft', '{"what":"on a full disk"}'],
    ['keep_draft', '{"what":"on a full disk"}'],
  ]);
});

test('what came back says when it was kept, can be emptied, and undone back', async () => {
  const draft = new Draft('referral', null, { what: '' });
  expect(draft.restoredAt).toBeNull();
  await draft.restore();
  expect([draft.value.what, draft.restoredAt]).toEqual(['half typed', '2026-11-23T08:45:00Z']);
  await draft.startEmpty();
  expect([draft.value.what, draft.restoredAt]).toEqual(['', null]);
  expect(asked.at(-1)?.name).toBe('drop_draft');
  draft.undo();
  expect(draft.value.what).toBe('half typed');
});
