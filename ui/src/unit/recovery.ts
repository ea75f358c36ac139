// What the unit's way back into its store still needs, in the order in which somebody would do it.
import type { CompartmentRecovery, RecoveryState } from '../desk/commands';
import { daysAfter, londonDay, plainDay } from '../shared/dates';

/** Days between two drills of the sheets. */
export const DRILL_DAYS = 90;

/** One sentence on the words as they stand. */
export function recoveryWords(state: RecoveryState): string {
  if (!state.confirmed) return 'There are no recovery words yet. If the laptop or every passphrase is lost, so is the store.';
  const made = state.confirmed_at === null ? '' : ` on ${plainDay(londonDay(state.confirmed_at))}`;
  return `The words were typed back${made}. Both halves together open the store on any laptop; neither does alone.`;
}

/** When the sheets are to be looked for again. */
export function drillWords(state: RecoveryState): string {
  if (!state.confirmed || state.drilled_at === null) return '';
  const last = londonDay(state.drilled_at);
  return state.drill_due
    ? `A drill is due: a sheet was last found and read on ${plainDay(last)}. Ask one agency to read its half to you.`
    : `A sheet was last found and read on ${plainDay(last)}. The next drill is due on ${plainDay(daysAfter(last, DRILL_DAYS))}.`;
}

/** One sentence or two on a compartment's own words. */
export function compartmentWords(one: CompartmentRecovery): string {
  const people = one.holders === 1 ? 'One person holds it' : `${one.holders} people hold it`;
  const held = one.open ? people : 'It is closed to you';
  if (one.confirmed_at === null || one.drilled_at === null) {
    const ask = one.holders === 0 ? 'Nobody can open it.' : 'Ask one of them to let you in.';
    return `${held}, and it has no words yet. ${one.open ? 'Make them: a colleague who leaves or forgets a passphrase takes it along.' : ask}`;
  }
  const last = londonDay(one.drilled_at);
  if (!one.open) return `${held}. Its sheet was last read on ${plainDay(last)}; with it you are let in.`;
  return one.drill_due
    ? `${held}. A drill is due: its sheet was last read on ${plainDay(last)}.`
    : `${held}. Its sheet was last read on ${plainDay(last)}. The next drill is due on ${plainDay(daysAfter(last, DRILL_DAYS))}.`;
}
