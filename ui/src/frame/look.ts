// Colours, size of text, and one column where the text has become too large for two.

const BASE_PX = 14;
/** Below this many unenlarged pixels the pages stand in one column. */
const NARROW_PX = 1024;

let theme = 'system';
let zoom = 100;

/** Whether a window this wide holds one column only, with text enlarged to so many per cent. */
export function isNarrow(widthPx: number, zoomPercent: number): boolean {
  return widthPx / (zoomPercent / 100) <= NARROW_PX;
}

/** Capital height of the typeface as a share of its size. */
const CAPITAL = 0.668;
/** The room's text at its usual size, in units of a picture 1440 units wide. */
const ROOM_UNITS = 28;
/** Minutes of arc a capital letter should have at the farthest seat (ISO 9241: at least 16, better 20). */
const WANTED_ARC = 18;
const MOST_LARGER = 1.6;

/** How high a capital of the room's text is from the farthest seat, in minutes of arc. */
export function arcAtTheFarSeat(pictureCm: number, seatCm: number): number {
  const height = (ROOM_UNITS * CAPITAL * pictureCm) / 1440;
  return (Math.atan(height / seatCm) * 180 * 60) / Math.PI;
}

/** How much larger than usual the room's text is set, so that the farthest seat can read it. Never smaller. */
export function roomScale(pictureCm: number, seatCm: number): number {
  if (!(pictureCm > 0 && seatCm > 0)) return 1;
  return Math.min(MOST_LARGER, Math.max(1, WANTED_ARC / arcAtTheFarSeat(pictureCm, seatCm)));
}

/** What the two measures come to, said plainly. */
export function roomWords(pictureCm: number, seatCm: number): string {
  if (!(pictureCm > 0 && seatCm > 0)) return 'Measure both, and the meeting is set large enough to be read.';
  const scale = roomScale(pictureCm, seatCm);
  const larger = scale > 1 ? `The meeting's text is set ${Math.round((scale - 1) * 100)} % larger for this room.` : 'The usual size of the meeting can be read from there.';
  const short = arcAtTheFarSeat(pictureCm, seatCm) * scale < 16 ? ' The farthest seat may still not read it: move it nearer or use a wider picture.' : '';
  return larger + short;
}

function dress(): void {
  const root = document.documentElement;
  const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset['theme'] = dark ? 'dark' : 'light';
  root.style.fontSize = `${(BASE_PX * zoom) / 100}px`;
  root.toggleAttribute('data-narrow', isNarrow(innerWidth, zoom));
}

/** Wears a theme ("light", "dark" or "system") and a size of text (100 to 200). */
export function wear(wanted: string, zoomPercent: number): void {
  theme = wanted;
  zoom = zoomPercent;
  dress();
}

/** Keeps the look in step with the window's width and the system's colours. */
export function followTheWindow(): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  addEventListener('resize', dress);
  system.addEventListener('change', dress);
  dress();
  return () => {
    removeEventListener('resize', dress);
    system.removeEventListener('change', dress);
  };
}
