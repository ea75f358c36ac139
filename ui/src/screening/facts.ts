// What an outcome asks for beside its reason; empty until somebody says it.
import type { BothClasses, Classification, OutcomeAsks, OutcomeFacts } from '../desk/commands';

export const emptyFacts = () => ({
  officer: '', text: '', recorded: null as Classification | null, judged: null as Classification | null, other_case: '', stage: '', review_on: null as string | null, order_type: '',
});

export type TypedFacts = ReturnType<typeof emptyFacts>;

/** Everything the chosen outcomes ask for, each once. */
export const askedBy = (choices: { code: string; asks: OutcomeAsks[] }[], chosen: string[]): Set<OutcomeAsks> =>
  new Set(choices.filter((one) => chosen.includes(one.code)).flatMap((one) => one.asks));

/** The facts as the room's decision holds them: only those asked for, and a half-said one is left to the desk to refuse. */
export function roomFacts(typed: TypedFacts, asks: Set<OutcomeAsks>): OutcomeFacts {
  const classes: BothClasses | null = typed.recorded !== null && typed.judged !== null ? { recorded_as: typed.recorded, judged_as: typed.judged } : null;
  return {
    advice: asks.has('officer_and_text') ? { officer: typed.officer, text: typed.text } : null, classes: asks.has('both_classifications') ? classes : null, other_case: asks.has('other_case') ? typed.other_case : '',
    stage: asks.has('stage') && typed.stage !== '' ? typed.stage : null, review_on: asks.has('date') ? typed.review_on : null, order_type: asks.has('order_type') && typed.order_type !== '' ? typed.order_type : null,
  };
}
