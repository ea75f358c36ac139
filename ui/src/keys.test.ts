// Keys are named as the registry writes them; routes are read from the hash; undo goes back and forth.
import { expect, test } from 'vitest';
import { Undo } from './draft.svelte';
import { nameOf } from './keys.svelte';
import { readRoute } from './router.svelte';

const pressed = (key: string, held: Partial<KeyboardEvent> = {}) =>
  nameOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });

test('keys are named as pressed', () => {
  expect(pressed('I')).toBe('i');
  expect(pressed('Enter', { ctrlKey: true })).toBe('ctrl+enter');
  expect(pressed('k', { ctrlKey: true })).toBe('ctrl+k');
  expect(pressed('F9')).toBe('F9');
  expect(pressed('?', { shiftKey: true })).toBe('?');
});

test('a route has a page, an id and a part', () => {
  expect(readRoute('#/case/12-34/sash')).toEqual({ page: 'case', id: '12-34', part: 'sash' });
  expect(readRoute('')).toEqual({ page: 'today', id: '', part: '' });
});

test('undo goes back to what was typed before, and forth again', () => {
  const undo = new Undo({ text: 'a' });
  expect(undo.note({ text: 'a' })).toBe(false);
  undo.note({ text: 'ab' });
  undo.note({ text: 'abc' });
  expect(undo.back()).toEqual({ text: 'ab' });
  expect(undo.back()).toEqual({ text: 'a' });
  expect(undo.back()).toBeNull();
  expect(undo.forth()).toEqual({ text: 'ab' });
});
