// What F9 brings back, and how often the page says that a hand touched it. When an untouched desk blanks and locks, the desk
// itself knows: a page that hangs or was taken over is not asked.

const MINUTE = 60_000;

/** What the desk says of itself while nobody touches it. */
export interface Resting {
  rest: 'work' | 'blank' | 'lock';
  locks_in: number;
}

/** Touches closer together than this are told once. */
const TOLD_EVERY = 1000;

/** Whether a touch is told, when the last one was told so long ago. */
export const touchIsTold = (sinceToldMs: number): boolean => sinceToldMs >= TOLD_EVERY;

/** How long F9 alone brings a projected meeting back; later somebody else may be standing at the keyboard. */
const F9_RETURNS_FOR = MINUTE;

/** What it takes to bring a blanked screen back. Only a meeting's screen comes back without the passphrase, and only soon. */
export function bringsBack(blankMs: number, inMeeting: boolean): 'f9' | 'passphrase' {
  return inMeeting && blankMs < F9_RETURNS_FOR ? 'f9' : 'passphrase';
}
