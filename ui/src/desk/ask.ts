// The only door to the desk. No other file may import the window system's API.
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { getCurrentWebviewWindow } from '@tauri-apps/api/webviewWindow';
import { touchIsTold } from '../frame/idle';
import type { Commands, HitView } from './commands';
import { freshness } from './freshness.svelte';

export interface FieldTrouble {
  field: string;
  words: string;
}

interface Told {
  kind: 'refusal' | 'fault';
  key?: string;
  words: string;
  next?: string;
  fields?: FieldTrouble[];
  hits?: HitView[];
  reference?: string;
}

/** The desk said no, and says what to do next. */
export class Refused extends Error {
  readonly key: string;
  readonly next: string;
  readonly fields: FieldTrouble[];
  readonly hits: HitView[];

  constructor(told: Told) {
    super(told.words);
    this.key = told.key ?? (told.kind === 'fault' ? 'fault' : '');
    this.next = told.next ?? (told.reference ? `Reference: ${told.reference}.` : '');
    this.fields = told.fields ?? [];
    this.hits = told.hits ?? [];
  }
}

interface Answered<A> {
  answer: A;
  saved_at: string | null;
  stale: string[];
}

/** Gives a command to the desk. Throws Refused. */
export async function ask<K extends keyof Commands>(name: K, question: Commands[K]['ask']): Promise<Commands[K]['answer']> {
  freshness.begin();
  try {
    const answered = await invoke<Answered<Commands[K]['answer']>>('ask', { name, question });
    freshness.answered(answered.saved_at, answered.stale);
    return answered.answer;
  } catch (told) {
    throw new Refused(isTold(told) ? told : { kind: 'fault', words: 'The desk did not answer. Close Holdfast and start it again.' });
  } finally {
    freshness.end();
  }
}

function isTold(told: unknown): told is Told {
  return typeof told === 'object' && told !== null && 'words' in told && 'kind' in told;
}

/** Asks a long job to stop; it leaves nothing behind. */
export async function stopJob(): Promise<void> {
  await invoke('stop');
}

export interface JobProgress {
  label: string;
  done: number;
  total: number;
}

/** Hears how far a long job is. */
export function hearProgress(tell: (progress: JobProgress) => void): () => void {
  const stopped = listen<JobProgress>('progress', (event) => tell(event.payload));
  return () => void stopped.then((stop) => stop());
}

/** Hears that the window is to close; the window waits a few seconds for `closeWindow`. */
export function hearClosing(run: () => void): () => void {
  const stopped = listen('closing', run);
  return () => void stopped.then((stop) => stop());
}

/** Which of the program's windows this is. */
export function whichWindow(): string {
  return getCurrentWebviewWindow().label;
}

/** Hears one of the program's own signals: "hide", "lock", "idle", "machine", "blank", "room_moved", "room_closed". */
export function hear<T>(signal: string, tell: (what: T) => void): () => void {
  const stopped = listen<T>(signal, (event) => tell(event.payload));
  return () => void stopped.then((stop) => stop());
}

/** Blanks the room's window with the desk's; from the room, asks the desk to. */
export async function blankAll(on: boolean): Promise<void> {
  await invoke('blank', { on });
}

let toldTouch = 0;

/** Says that a hand touched this page, once a second. Where the system says it by itself, nobody listens. */
export function tellTouch(): void {
  const now = Date.now();
  if (!touchIsTold(now - toldTouch)) return;
  toldTouch = now;
  // A page that may not say so, as the one at the door, loses nothing.
  void invoke('touched').catch(() => undefined);
}

/** Where somebody was when the desk locked; `clock` when it locked behind the clock. */
export interface LeftAt {
  member: string;
  route: string;
  clock: boolean;
}

/** Notes where somebody is, just before the desk locks and this window goes. */
export async function leaveAt(at: LeftAt): Promise<void> {
  await invoke('leave', { at });
}

/** Where whoever locked the desk last was; told once. */
export async function leftAt(): Promise<LeftAt | null> {
  return invoke<LeftAt | null>('left');
}

/** Puts words on the clipboard for half a minute, or until the desk locks. */
export async function copyOut(words: string): Promise<void> {
  await invoke('copy_out', { words });
}

/** Closes the window: the desk locks, and an example unit is destroyed. */
export async function closeWindow(): Promise<void> {
  await invoke('close');
}

/** The size of text in which the door opens, in per cent. */
export async function zoomAtTheDoor(): Promise<number> {
  return invoke<number>('zoom');
}

/** Keeps the size of text for the next opening of the door. */
export async function keepZoomAtTheDoor(percent: number): Promise<void> {
  await invoke('keep_zoom', { percent });
}
