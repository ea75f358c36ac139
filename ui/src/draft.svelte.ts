// A half-written form: undo while typing, kept sealed in the store every few seconds, gone on save.
import { ask } from './desk/ask';

const KEEP_EVERY_MS = 4000;

/** Undo and redo over whole values. */
export class Undo<T> {
  #past: string[] = [];
  #future: string[] = [];
  #now: string;

  constructor(value: T) {
    this.#now = JSON.stringify(value);
  }

  note(value: T): boolean {
    const text = JSON.stringify(value);
    if (text === this.#now) return false;
    this.#past.push(this.#now);
    this.#future = [];
    this.#now = text;
    return true;
  }

  back(): T | null {
    const text = this.#past.pop();
    if (text === undefined) return null;
    this.#future.push(this.#now);
    this.#now = text;
    return JSON.parse(text) as T;
  }

  forth(): T | null {
    const text = this.#future.pop();
    if (text === undefined) return null;
    this.#past.push(this.#now);
    this.#now = text;
    return JSON.parse(text) as T;
  }
}

/** Drafts with words not kept yet. */
const unkept = new Set<{ keep: () => Promise<void> }>();

/** Keeps every draft at once: before the desk locks, and before anything else takes the words away. */
export async function keepAll(): Promise<void> {
  await Promise.all([...unkept].map((draft) => draft.keep()));
}

/** A form that survives a crash. */
export class Draft<T> {
  value = $state() as T;
  /** When the words that came back were kept; null where none did. */
  restoredAt = $state<string | null>(null);
  /** Whether anything was typed since the form was opened. */
  touched = false;
  #empty: string;
  #undo: Undo<T>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly form: string,
    readonly subject: string | null,
    empty: T,
  ) {
    this.#empty = JSON.stringify(empty);
    this.value = empty;
    this.#undo = new Undo(empty);
  }

  async restore(): Promise<void> {
    const kept = await ask('draft', { form: this.form, subject: this.subject });
    if (kept.text !== null) {
      this.value = { ...this.value, ...(JSON.parse(kept.text) as T) };
      this.#undo = new Undo(this.value);
      this.restoredAt = kept.kept_at;
    }
  }

  /** Called from an effect on every change. */
  changed(): void {
    if (!this.#undo.note($state.snapshot(this.value) as T)) return;
    this.touched = true;
    this.#keepSoon();
  }

  #keepSoon(): void {
    unkept.add(this);
    this.#timer ??= setTimeout(() => void this.keep(), KEEP_EVERY_MS);
  }

  #settled(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    unkept.delete(this);
  }

  async keep(): Promise<void> {
    this.#settled();
    const text = JSON.stringify($state.snapshot(this.value));
    const kept = await ask('keep_draft', { form: this.form, subject: this.subject, text }).then(() => true, () => false);
    // A full disk, or another program at the file: the words still stand here, and are kept as soon as they can be.
    if (!kept) this.#keepSoon();
  }

  undo(): void {
    this.#take(this.#undo.back());
  }

  redo(): void {
    this.#take(this.#undo.forth());
  }

  /** Empties the form; what came back can be had again by undoing. */
  async startEmpty(): Promise<void> {
    this.value = JSON.parse(this.#empty) as T;
    this.#undo.note(this.value);
    this.restoredAt = null;
    await this.drop();
  }

  #take(value: T | null): void {
    if (value === null) return;
    this.value = value;
    this.#keepSoon();
  }

  async drop(): Promise<void> {
    this.#settled();
    await ask('drop_draft', { form: this.form, subject: this.subject }).catch(() => undefined);
  }
}
