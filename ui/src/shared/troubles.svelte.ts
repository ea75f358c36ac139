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
