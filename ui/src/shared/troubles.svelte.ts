// What the desk said about a form, so that each field can say it again beside itself.
import { getContext, setContext } from 'svelte';
import { Refused } from '../desk/ask';

const KEY = 'troubles';

/** The troubles of one form. */
export class Troubles {
  refused = $state<Refused | null>(null);

  /** What is wrong with a field; empty when nothing is. */
  of(field: string): string {
    if (field === '') return '';
    return this.refused?.fields.find((trouble) => trouble.field === field)?.words ?? '';
  }

  /** Runs work; a refusal is kept and shown. Says whether the work was done. */
  async during(work: () => Promise<unknown>): Promise<boolean> {
    this.refused = null;
    try {
      await work();
      return true;
    } catch (cause) {
      if (!(cause instanceof Refused)) throw cause;
      this.refused = cause;
      return false;
    }
  }
}

/** Makes the troubles of this form known to the fields inside it. */
export function troublesHere(): Troubles {
  return setContext(KEY, new Troubles());
}

/** The troubles of the form around a field; undefined outside of one. */
export function troublesAround(): Troubles | undefined {
  return getContext<Troubles | undefined>(KEY);
}

/** Refuses, in the desk's own words, a form in which something was not chosen: an empty choice has no name to send. */
export function needs(...fields: [field: string, given: unknown, words: string][]): void {
  const missing = fields.filter(([, given]) => given === null || given === '').map(([field, , words]) => ({ field, words }));
  if (missing.length === 0) return;
  throw new Refused({
    kind: 'refusal',
    key: 'fields',
    words: 'Some of this needs another look before it can be recorded.',
    next: 'Go to each field named below and put it right.',
    fields: missing,
  });
}
