// Words about numbered copies.
import type { CopyFate, CopyOut, PageStanding } from '../desk/commands';

/** What may become of a copy. */
export const fates: Record<CopyFate, string> = { returned: 'Returned', shredded: 'Shredded', lost: 'Lost' };

/** "N-26-0147, safeguarding plan v2, copy 3": the reference is the most that may stand there. */
export function copyWords(copy: Pick<CopyOut, 'case_reference' | 'paper_label' | 'version' | 'copy' | 'with_contact'>): string {
  const version = copy.version > 0 ? ` v${copy.version}` : '';
  const paper = `${copy.paper_label}${version}, copy ${copy.copy}${copy.with_contact ? ', with contact details' : ''}`;
  return copy.case_reference ? `${copy.case_reference}, ${paper.charAt(0).toLowerCase()}${paper.slice(1)}` : paper;
}

/** The colour of the answer about a page. */
export function standingTone(standing: PageStanding): 'good' | 'crit' {
  return standing === 'current' ? 'good' : 'crit';
}
