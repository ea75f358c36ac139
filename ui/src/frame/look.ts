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
