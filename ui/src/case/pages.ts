// A paper's pages: what is looked for on them, and how wide they are shown.
import type { PaperMark } from '../desk/commands';

export type Zoom = 'fit' | '100' | '150';

/** Width of a page: a point of paper is four thirds of a point of the screen. */
export function widthAt(zoom: Zoom, points: number): string {
  return zoom === 'fit' ? '100%' : `${(points * 4 * Number(zoom)) / 300}px`;
}

/** A line of a page: its words, and where in them each mark of the page begins. */
export interface Line {
  text: string;
  marks: { index: number; from: number; until: number }[];
}

/** Pieces of text on one base line, each beginning where the last ended or after it, joined as they are read. */
export function linesOf(page: PaperMark[]): Line[] {
  const lines: Line[] = [];
  let last: Extract<PaperMark, { mark: 'text' }> | null = null;
  page.forEach((mark, index) => {
    if (mark.mark !== 'text') return;
    const end = last === null ? 0 : last.x + last.width;
    const goesOn = last !== null && last.y === mark.y && mark.x >= end - 0.5;
    let line = lines.at(-1);
    if (!goesOn || line === undefined) {
      line = { text: '', marks: [] };
      lines.push(line);
    } else if (mark.x - end > mark.size * 0.12) line.text += ' ';
    const from = line.text.length;
    line.text += mark.text;
    line.marks.push({ index, from, until: line.text.length });
    last = mark;
  });
  return lines;
}

/** What was found on one page: in how many lines, and which marks are to be lit. */
export interface Found {
  lines: number;
  marks: Set<number>;
}

const folded = (text: string): string => text.toLowerCase();

/** Looks for words on a page, over the pieces a line is set in. Fewer than two letters look for nothing. */
export function findOn(page: PaperMark[], wanted: string): Found {
  const looked = folded(wanted.trim().replace(/\s+/g, ' '));
  const found: Found = { lines: 0, marks: new Set() };
  if (looked.length < 2) return found;
  for (const line of linesOf(page)) {
    const text = folded(line.text);
    let at = text.indexOf(looked);
    if (at >= 0) found.lines += 1;
    for (; at >= 0; at = text.indexOf(looked, at + 1)) {
      for (const mark of line.marks) if (mark.from < at + looked.length && mark.until > at) found.marks.add(mark.index);
    }
  }
  return found;
}

/** "Nowhere", "In 3 lines on 2 pages". */
export function foundWords(pages: Found[]): string {
  const lines = pages.reduce((sum, page) => sum + page.lines, 0);
  const on = pages.filter((page) => page.lines > 0).length;
  if (lines === 0) return 'Nowhere';
  return `In ${lines} ${lines === 1 ? 'line' : 'lines'} on ${on} ${on === 1 ? 'page' : 'pages'}`;
}

/** The next page after this one on which something was found; past the last it begins again. None where nothing was. */
export function nextPage(pages: Found[], after: number): number | null {
  for (let step = 1; step <= pages.length; step += 1) {
    const page = (after + step) % pages.length;
    if ((pages[page]?.lines ?? 0) > 0) return page;
  }
  return null;
}
