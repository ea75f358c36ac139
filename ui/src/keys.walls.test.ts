// Keys of a page rest behind a dialog and behind the blank; F9 and the lock hold everywhere.
import { expect, test } from 'vitest';
import { keys, nameOf } from './keys.svelte';

const held = { ctrlKey: true, metaKey: false, altKey: false };

test('a page’s keys rest while a dialog is open, and the dialog’s hold', () => {
  const drop = keys.add([{ key: 'i', words: 'Add an incident', run: () => undefined }, { key: 'F9', words: 'Blank', run: () => undefined }]);
  const wake = keys.wall();
  const dropInner = keys.add([{ key: 'ctrl+enter', words: 'Print', run: () => undefined }]);
  expect(keys.answering('i')).toBeUndefined();
  expect(keys.answering('ctrl+enter')?.words).toBe('Print');
  expect(keys.answering('F9')?.words).toBe('Blank');
  dropInner();
  wake();
  expect(keys.answering('i')?.words).toBe('Add an incident');
  drop();
});

test('nothing behind the blank answers but F9 and the lock', () => {
  const names = ['ctrl+enter', 'ctrl+k', '?', 'F9', 'ctrl+l'];
  const drop = keys.add(names.map((key) => ({ key, words: key, run: () => undefined })));
  keys.blank = true;
  expect(names.filter((name) => keys.answering(name) !== undefined)).toEqual(['F9', 'ctrl+l']);
  keys.blank = false;
  drop();
});

test('Ctrl Shift Z is redo, and every plus enlarges', () => {
  expect(nameOf({ ...held, key: 'Z', shiftKey: true })).toBe('ctrl+y');
  expect(nameOf({ ...held, key: 'z', shiftKey: false })).toBe('ctrl+z');
  expect(nameOf({ ...held, key: '+', shiftKey: true })).toBe('ctrl+=');
});
