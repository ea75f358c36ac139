// What a person fills in while screening. Nothing in it is chosen beforehand, nothing in it is added up.
import type { Agency, ConcernLevel, ItemAnswer, NextStep, SashItemView, SignSash, YesNoUnknown } from '../desk/commands';
import { emptyFacts } from './facts';

export interface Item {
  answer: ItemAnswer | null;
  note: string;
  source: string;
  as_at: string | null;
  owner: string;
  due: string | null;
  question: string;
}

export const emptyItem = (): Item => ({ answer: null, note: '', source: '', as_at: null, owner: '', due: null, question: '' });

export const emptyScreening = () => ({
  items: {} as Record<string, Item>, partner: null as YesNoUnknown | null, sources: '', level: null as ConcernLevel | null, reason: '', next: null as NextStep | null,
  trained: null as 'yes' | 'no' | null, trained_on: null as string | null,
  fixated: null as YesNoUnknown | null, obsessive: null as YesNoUnknown | null, unwanted: null as YesNoUnknown | null, repeated: null as YesNoUnknown | null, note: '', urgent: [] as string[],
  outcome: '', why: '', facts: emptyFacts(),
});

export type Screening = ReturnType<typeof emptyScreening>;

export const answers: { code: ItemAnswer; label: string; key: string }[] = [
  { code: 'yes', label: 'Yes', key: 'y' }, { code: 'no', label: 'No', key: 'n' }, { code: 'unknown', label: 'Unknown', key: 'u' }, { code: 'not_asked', label: 'Not asked', key: 'k' },
];

/** The items asked in this case: the former partner's are left out only where somebody said it is none. */
export const itemsAsked = (items: SashItemView[], form: Screening): SashItemView[] => items.filter((item) => !item.ex_partner_only || form.partner !== 'no');

/** Whether an answer leaves a question open that somebody has to find out. */
export const leavesGap = (item: Item | undefined): boolean => item?.answer === 'unknown' || item?.answer === 'not_asked';

/** What stands between the form and its signature, in plain words. */
export function stillNeeded(asked: SashItemView[], form: Screening): string[] {
  const open = asked.filter((item) => !form.items[item.number]?.answer).length;
  const gaps = asked.filter((item) => leavesGap(form.items[item.number]) && !(form.items[item.number]?.owner && form.items[item.number]?.due)).length;
  return [
    open > 0 ? `${open} ${open === 1 ? 'item' : 'items'}` : '', form.partner === null ? 'former partner or not' : '', gaps > 0 ? `who finds out, and by when, for ${gaps} ${gaps === 1 ? 'gap' : 'gaps'}` : '',
    form.level === null ? 'a level' : '', form.reason.trim() === '' ? 'a reason' : '', form.next === null ? 'what comes next' : '', form.trained === null ? 'trained or not' : '',
  ].filter((one) => one !== '');
}

/** The record as it is signed. Call it once `signingTroubles` finds nothing. */
export function sashOf(caseId: string, asked: SashItemView[], form: Screening, supersedes: string | null): SignSash {
  const given = asked.flatMap((item) => {
    const record = form.items[item.number];
    return record?.answer ? [{ ...record, number: item.number, answer: record.answer }] : [];
  });
  return {
    case: caseId, trained: form.trained === 'yes', trained_on: form.trained === 'yes' ? form.trained_on : null, sources: form.sources.split(',').map((one) => one.trim()).filter((one) => one !== ''),
    ex_partner_case: form.partner ?? 'unknown',
    items: given.map(({ number, answer, note, source, as_at }) => ({ number, answer, note, source, as_at })),
    gaps: given.filter(leavesGap).map((one) => ({ from: one.number, question: one.question.trim() || `Answer item ${one.number}.`, owner_agency: one.owner as Agency, due_on: one.due ?? '' })),
    level: form.level ?? ('' as ConcernLevel), reason: form.reason, next_step: form.next ?? ('' as NextStep), supersedes,
  };
}

/** What has no name to send while it is not chosen, field by field. */
export function signingTroubles(asked: SashItemView[], form: Screening): [field: string, given: unknown, words: string][] {
  const gaps = asked.filter((item) => leavesGap(form.items[item.number]));
  return [
    ['ex_partner_case', form.partner, 'Say whether the stalker is a former partner. Unknown is an answer.'],
    ...gaps.flatMap((item): [string, unknown, string][] => [
      [`gaps.${item.number}.owner`, form.items[item.number]?.owner, `Choose who could find out item ${item.number}.`],
      [`gaps.${item.number}.due`, form.items[item.number]?.due, `Write by when item ${item.number} is found out.`],
    ]),
    ['level', form.level, 'Choose the level of concern, as you judge it.'],
    ['next_step', form.next, 'Choose what comes next.'],
    ['trained', form.trained, 'Say whether you are trained in this instrument.'],
  ];
}
