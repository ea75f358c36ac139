// Who is signed in, how they like the window, and when it locks.
import { ask, keepZoomAtTheDoor } from './desk/ask';
import type { PrintAs, SessionView, Settings } from './desk/commands';
import { wear } from './frame/look';
import { keys } from './keys.svelte';
import { londonDay } from './shared/dates';

class Session {
  view = $state<SessionView | null>(null);
  /** Minutes until the desk locks by itself, as it says; null while nobody is signed in. */
  locksIn = $state<number | null>(null);

  /** How large the paper printed last was set; forgotten when somebody leaves. */
  printAs = $state<PrintAs>('standard');

  may(command: string): boolean {
    return this.view?.may.includes(command) ?? false;
  }

  enter(view: SessionView): void {
    this.view = view;
    this.locksIn = view.settings.lock_after_minutes;
    this.show(view.settings);
  }

  /** The desk's own moment, which in the example unit is not the machine's. */
  async now(): Promise<string> {
    return (await ask('who_am_i', {})).now;
  }

  /** The day on the desk when this person came in; the start of every "today" typed into a form. */
  get today(): string {
    return londonDay(this.view?.now ?? new Date().toISOString());
  }

  leave(): void {
    this.view = null;
    this.locksIn = null;
    this.printAs = 'standard';
  }

  show(settings: Settings): void {
    keys.singles = settings.single_keys;
    wear(settings.theme, settings.zoom_percent);
    void keepZoomAtTheDoor(settings.zoom_percent);
  }

  #turn = 0;

  async keep(change: Partial<Settings>): Promise<void> {
    if (this.view === null) return;
    const turn = ++this.#turn;
    // Worn at once, so that a key pressed twice goes on from the first press.
    const wanted = { ...this.view.settings, ...change };
    this.view.settings = wanted;
    this.show(wanted);
    const settings = await ask('keep_settings', wanted);
    if (turn !== this.#turn || this.view === null) return;
    this.view.settings = settings;
    this.show(settings);
  }
}

export const session = new Session();
