// Words are found over the pieces a line is set in, pages are jumped to in turn, and widths are those of paper.
import { expect, test } from 'vitest';
import type { PaperMark } from '../desk/commands';
import { findOn, foundWords, linesOf, nextPage, widthAt } from './pages';

const piece = (x: number, y: number, text: string, width = text.length * 5): PaperMark => ({ mark: 'text', x, y, size: 10, width, bold: false, mono: false, text, grey: 0 });
const fill: PaperMark = { mark: 'fill', x: 0, y: 0, w: 1, h: 1, grey: 0 };

const page: PaperMark[] = [piece(50, 100, 'Concern'), fill, piece(88, 100, 'High'), piece(108, 100, '.'), piece(50, 112, 'Fit a panic alarm'), piece(300, 112, 'Police'), piece(50, 124, 'Police')];

test('pieces on one base line are read as a line, with a blank where there is room for one', () => {
  expect(linesOf(page).map((line) => line.text)).toEqual(['Concern High.', 'Fit a panic alarm Police', 'Police']);
});

test('words are found whatever their case and over bold and plain pieces', () => {
  expect(findOn(page, 'concern  HIGH.')).toEqual({ lines: 1, marks: new Set([0, 2, 3]) });
  expect(findOn(page, 'police')).toEqual({ lines: 2, marks: new Set([5, 6]) });
  expect(findOn(page, 'alarm pol').marks).toEqual(new Set([4, 5]));
  expect(findOn(page, 'High Fit'), 'a line ends where it ends').toEqual({ lines: 0, marks: new Set() });
  expect(findOn(page, ' p '), 'one letter is no word').toEqual({ lines: 0, marks: new Set() });
  expect(findOn(page, '.*').lines, 'no pattern, only words').toBe(0);
});

test('a word twice in one line is one line and lights both', () => {
  const twice = [piece(50, 10, 'call'), piece(80, 10, 'the caller')];
  expect(findOn(twice, 'call')).toEqual({ lines: 1, marks: new Set([0, 1]) });
});

test('what was found is counted in lines and pages, and each next is the next page that has any', () => {
  const pages = ['Police', 'Nothing', 'Police'].map((text) => findOn([piece(0, 0, text)], 'police'));
  expect(foundWords(pages)).toBe('In 2 lines on 2 pages');
  expect(foundWords(pages.slice(0, 1))).toBe('In 1 line on 1 page');
  expect(foundWords(pages.slice(1, 2))).toBe('Nowhere');
  expect([-1, 0, 1, 2].map((after) => nextPage(pages, after))).toEqual([0, 2, 2, 0]);
  expect(nextPage(pages.slice(1, 2), -1)).toBeNull();
  expect(nextPage([], 0)).toBeNull();
});

test('a sheet as wide as the window, as on paper, and half as large again', () => {
  expect(widthAt('fit', 595.28)).toBe('100%');
  expect(widthAt('100', 600)).toBe('800px');
  expect(widthAt('150', 600)).toBe('1200px');
});
