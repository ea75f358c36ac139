// A draft is kept before the desk locks; an undo is kept like anything typed. The window's side of the door is stood in for.
import { beforeEach, expect, test, vi } from 'vitest';
import { Draft, keepAll } from './draft.svelte';

const asked: { name: string; question: { text?: string } }[] = [];
vi.mock('@tauri-apps/api/core', () => ({
  invoke: (_: string, told: { name: string; question: { text?: string } }) => {
    asked.push(told);
    return Promise.resolve({ answer: { text: null, kept_at: null }, saved_at: null, stale: [] });
  },
}));
vi.mock('@tauri-apps/api/event', () => ({ listen: () => Promise.resolve(() => undefined) }));

beforeEach(() => void (asked.length = 0));

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
