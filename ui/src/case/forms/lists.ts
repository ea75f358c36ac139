// Short answer lists that several forms of a case share. Words of the field, in the order people look for them.
import type { Channel, ContactResult, DetailKind, MayContact, PersonRole, Priority, ReplyKind, SafeAnswer, Standing, YesNoUnknown } from '../../desk/commands';

interface Answer<T extends string> {
  code: T;
  label: string;
}

export const yesNoUnknown: Answer<YesNoUnknown>[] = [
  { code: 'yes', label: 'Yes' },
  { code: 'no', label: 'No' },
  { code: 'unknown', label: 'Unknown' },
];

export const safeAnswers: Answer<SafeAnswer>[] = [
  { code: 'yes', label: 'Yes' },
  { code: 'no', label: 'No' },
  { code: 'unsure', label: 'Unsure' },
];

export const channels: Answer<Channel>[] = [
  { code: 'phone', label: 'Phone' },
  { code: 'text', label: 'Text' },
  { code: 'app', label: 'App' },
  { code: 'email', label: 'Email' },
  { code: 'post', label: 'Post' },
  { code: 'in_person', label: 'In person' },
  { code: 'via_third_party', label: 'Through somebody else' },
];

export const channelWords = (channel: Channel): string => channels.find((one) => one.code === channel)?.label ?? channel;

export const mayContact: Answer<MayContact>[] = [
  { code: 'yes', label: 'Yes' },
  { code: 'no', label: 'No' },
  { code: 'only_if_they_call', label: 'Only if they call us' },
  { code: 'not_asked', label: 'Not asked' },
  { code: 'unsure', label: 'Unsure' },
];

export const contactResults: Answer<ContactResult>[] = [
  { code: 'attempted', label: 'Attempted' },
  { code: 'spoke', label: 'Spoke' },
  { code: 'message', label: 'Left or sent a message' },
  { code: 'met', label: 'Met' },
];

export const replies: Answer<ReplyKind>[] = [
  { code: 'shared', label: 'Shared' },
  { code: 'nothing_held', label: 'Checked, nothing held' },
  { code: 'withheld', label: 'Withheld' },
  { code: 'not_asked', label: 'Not asked' },
];

export const priorities: Answer<Priority>[] = [
  { code: 'now', label: 'Now' },
  { code: 'within24_hours', label: 'Within 24 hours' },
  { code: 'within7_days', label: 'Within 7 days' },
  { code: 'routine', label: 'Routine' },
];

export const roles: Answer<PersonRole>[] = [
  { code: 'child', label: 'Child' },
  { code: 'other_protected', label: 'Other protected person' },
  { code: 'other', label: 'Other person' },
];

export const standings: Answer<Standing>[] = [
  { code: 'suspected', label: 'Suspected' },
  { code: 'convicted', label: 'Convicted' },
];

/** Code words are left out: they are taken only once their compartment exists. */
export const detailKinds: Answer<DetailKind>[] = [
  { code: 'address', label: 'Address' },
  { code: 'postcode', label: 'Postcode' },
  { code: 'phone', label: 'Phone' },
  { code: 'email', label: 'Email' },
  { code: 'workplace', label: 'Workplace' },
  { code: 'school', label: 'School' },
  { code: 'safe_place', label: 'Safe place' },
  { code: 'vehicle', label: 'Vehicle' },
  { code: 'online', label: 'Online account' },
];

export const detailWords = (kind: DetailKind): string => detailKinds.find((one) => one.code === kind)?.label ?? 'Detail';

/** A list with an empty first line, where nothing may be chosen for anybody. */
export const choose = (options: { code: string; label: string }[], words = 'Choose'): { code: string; label: string }[] => [{ code: '', label: words }, ...options];

/** What kind of record an assessment's row stands for, by its title; the desk names it in words only. */
export const kindOfAssessment = (title: string): string => (title === 'SASH' ? 'sash' : title.startsWith('CAS') ? 'cas' : 'four_check');
