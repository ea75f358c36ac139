// How a version's standing looks in a list.
import type { AgreementStanding } from '../desk/commands';

/** The tag's tone; its words say the same. */
export function tone(standing: AgreementStanding): 'good' | 'warn' | 'crit' | 'line' {
  switch (standing) {
    case 'in_force':
      return 'good';
    case 'review_late':
    case 'not_started':
      return 'warn';
    case 'review_blocks':
    case 'expired':
    case 'suspended':
    case 'revoked':
      return 'crit';
    case 'draft':
    case 'replaced':
      return 'line';
  }
}
