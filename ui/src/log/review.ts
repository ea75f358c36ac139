// The log as an auditor reads it: what can be asked for, and the lines in the order somebody wants.
import type { LogPurpose, LogVerified, LogWhat, ReviewLine, WitnessView } from '../desk/commands';

/** The lawful purposes for looking (Data Protection Act 2018, section 62). */
export const purposes: { code: LogPurpose; label: string }[] = [
  { code: 'verify_lawfulness', label: 'Verify lawfulness' },
  { code: 'self_monitoring', label: 'Self-monitoring' },
  { code: 'integrity_and_security', label: 'Integrity and security' },
  { code: 'criminal_proceedings', label: 'Criminal proceedings' },
];

export const whats: { code: LogWhat; label: string }[] = [
  { code: 'everything', label: 'Everything' },
  { code: 'opened', label: 'Cases and records opened' },
  { code: 'revealed', label: 'Sealed fields revealed' },
  { code: 'exported', label: 'Exported or handed over' },
  { code: 'printed', label: 'Printed' },
  { code: 'emergencies', label: 'Emergencies' },
  { code: 'failed_unlocks', label: 'Failed sign-ins' },
  { code: 'after_hours', label: 'After hours' },
  { code: 'keys', label: 'Keys, members and walls' },
  { code: 'safekeeping', label: 'Backups and checks' },
];

export type Column = 'seq' | 'who' | 'agency_label' | 'act' | 'case_reference' | 'reason';
export interface Order {
  by: Column;
  down: boolean;
}

/** The lines in an order; lines that are equal keep the log's own order, newest first. */
export function sorted(lines: ReviewLine[], order: Order): ReviewLine[] {
  const way = order.down ? -1 : 1;
  return [...lines].sort((a, b) => {
    if (order.by === 'seq') return way * (a.seq - b.seq);
    return way * a[order.by].localeCompare(b[order.by], 'en-GB') || b.seq - a.seq;
  });
}

/** The order after a press on a column's head: a new column begins upwards, the same turns round. */
export const turned = (order: Order, by: Column): Order => (order.by === by ? { by, down: !order.down } : { by, down: false });

/** What came out of comparing a witness. */
export function witnessWords(view: WitnessView): { words: string; good: boolean } {
  switch (view.witness) {
    case 'consistent':
      return { good: true, words: `It fits. The first ${view.seen} acts are the ones the witness saw; there are ${view.held} now.` };
    case 'store_is_older':
      return { good: false, words: `This store is older than the witness: it holds ${view.held} acts, the witness saw ${view.seen}. Look for the newer file.` };
    case 'history_differs':
      return { good: false, words: `The log is not the one the witness saw: something among the first ${view.seen} acts was changed. Leave the file as it is and tell the auditor and your force's security staff.` };
    case 'other_store':
      return { good: false, words: 'This witness belongs to another store. Nothing can be said from it.' };
  }
}

/** What came out of the check of every chain. */
export function verifiedWords(found: LogVerified): string {
  if (!found.intact) return `First act that does not fit: ${found.first_bad}`;
  const closed = found.closed > 0 ? ` ${found.closed} values lie behind walls that are closed here: what they say could not be compared.` : '';
  const erased = found.erased > 0 ? ` ${found.erased} were erased on purpose.` : '';
  return `Every chain is whole: ${found.acts} acts, ${found.entries} entries, ${found.checkpoints} checkpoints, ${found.records} records.${closed}${erased}`;
}
