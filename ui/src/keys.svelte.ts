// Keys: each screen names its own, `?` lists them, and single letters rest while somebody types.

export interface Key {
  /** As pressed: "i", "ctrl+enter", "F9", "?". */
  key: string;
  words: string;
  run: () => void;
}

/** The name of a pressed key as the registry writes it. */
export function nameOf(event: { key: string; ctrlKey: boolean; metaKey: boolean; shiftKey: boolean; altKey: boolean }): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if ((event.ctrlKey || event.metaKey) && event.shiftKey && key === 'z') return 'ctrl+y';
  // Larger text is asked for with + on the number pad and with = on the row above the letters.
  if ((event.ctrlKey || event.metaKey) && key === '+') return 'ctrl+=';
  const held = event.ctrlKey || event.metaKey ? 'ctrl+' : event.altKey ? 'alt+' : '';
  const shift = event.shiftKey && event.key.length > 1 ? 'shift+' : '';
  return `${held}${shift}${key.length > 1 && held ? key.toLowerCase() : key}`;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Whether a key belongs to the field or button in focus: what types, moves inside it or presses it. */
export function rests(name: string, target: EventTarget | null): boolean {
  const inField = name.length === 1 || /^(Arrow|Home$|End$|Page)/.test(name);
  const onControl = target instanceof HTMLElement && /^(BUTTON|A|SUMMARY)$/.test(target.tagName);
  return (inField && isTyping(target)) || (name === 'Enter' && (isTyping(target) || onControl));
}

/** Keys that hold even while the screen is blank. */
const THROUGH_THE_BLANK = ['f9', 'ctrl+l'];
/** Keys that hold over an open dialog as well. */
const OVER_DIALOGS = [...THROUGH_THE_BLANK, '?'];

class Keys {
  #sets = $state<{ id: number; keys: Key[] }[]>([]);
  #next = 0;
  singles = $state(true);
  helpOpen = $state(false);
  /** The screen is blank: nothing behind it may be reached, and nothing may open over it. */
  blank = $state(false);
  #walls: number[] = [];

  /** Adds a screen's keys; returns how to take them away. */
  add(keys: Key[]): () => void {
    const id = this.#next++;
    this.#sets.push({ id, keys });
    return () => (this.#sets = this.#sets.filter((set) => set.id !== id));
  }

  /** Lets the keys named so far rest while a dialog is open; returns how to wake them. */
  wall(): () => void {
    const at = this.#next++;
    this.#walls.push(at);
    return () => (this.#walls = this.#walls.filter((wall) => wall !== at));
  }

  /** The key that answers a press, where one holds now. */
  answering(name: string): Key | undefined {
    const asked = name.toLowerCase();
    const wall = this.blank ? Infinity : Math.max(-1, ...this.#walls);
    const through = this.blank ? THROUGH_THE_BLANK : OVER_DIALOGS;
    const sets = through.includes(asked) ? this.#sets : this.#sets.filter((set) => set.id > wall);
    return sets.flatMap((set) => set.keys).findLast((key) => key.key.toLowerCase() === asked);
  }

  get all(): Key[] {
    return this.#sets.flatMap((set) => set.keys);
  }

  /** The keys that hold now: where two screens name the same key, the one opened last. */
  get holding(): Key[] {
    const byName = new Map(this.all.map((key) => [key.key.toLowerCase(), key]));
    return [...byName.values()];
  }

  press(event: KeyboardEvent): void {
    const name = nameOf(event);
    if (rests(name, event.target) || (name.length === 1 && name !== '?' && !this.singles)) return;
    const found = this.answering(name);
    if (found === undefined) return;
    event.preventDefault();
    found.run();
  }
}

export const keys = new Keys();
