// The people of a case as a list to choose from, each with what they are to it.
import type { CaseView } from '../../desk/commands';

export function peopleOf(view: CaseView): { code: string; label: string }[] {
  return [view.victim, view.perpetrator, ...view.others].flatMap((one) => (one === null ? [] : [{ code: one.record, label: `${one.label}: ${one.name}` }]));
}
