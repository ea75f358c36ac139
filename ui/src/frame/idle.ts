// When an untouched desk blanks and locks. In a meeting a case may take long: it blanks first and locks later.

const MINUTE = 60_000;
const MEETING_BLANKS_AFTER = 5 * MINUTE;
const MEETING_LOCKS_AFTER = 30 * MINUTE;

export type Rest = 'work' | 'blank' | 'lock';

/** What a desk untouched for so long does, and in how many minutes it locks. */
export function resting(untouchedMs: number, lockAfterMinutes: number, inMeeting: boolean): { rest: Rest; locksIn: number } {
  const limit = inMeeting ? MEETING_LOCKS_AFTER : lockAfterMinutes * MINUTE;
  if (untouchedMs >= limit) return { rest: 'lock', locksIn: 0 };
  const locksIn = Math.ceil((limit - untouchedMs) / MINUTE);
  return { rest: inMeeting && untouchedMs >= MEETING_BLANKS_AFTER ? 'blank' : 'work', locksIn };
}

/** How long F9 alone brings a projected meeting back; later somebody else may be standing at the keyboard. */
const F9_RETURNS_FOR = MINUTE;

/** What it takes to bring a blanked screen back. Only a meeting's screen comes back without the passphrase, and only soon. */
export function bringsBack(blankMs: number, inMeeting: boolean): 'f9' | 'passphrase' {
  return inMeeting && blankMs < F9_RETURNS_FOR ? 'f9' : 'passphrase';
}
