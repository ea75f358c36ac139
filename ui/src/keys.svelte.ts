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

class Keys {
  #sets = $state<{ id: number; keys: Key[] }[]>([]);
  #next = 0;
  singles = $state(true);
  helpOpen = $state(false);

  /** Adds a screen's keys; returns how to take them away. */
  add(keys: Key[]): () => void {
    const id = this.#next++;
    this.#sets.push({ id, keys });
    return () => (this.#sets = this.#sets.filter((set) => set.id !== id));
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
    const found = this.all.findLast((key) => key.key.toLowerCase() === name.toLowerCase());
    if (found === undefined) return;
    event.preventDefault();
    found.run();
  }
}

export const keys = new Keys();
