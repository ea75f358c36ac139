// A bundle that is sealed once, under no agreement.
import type { PartnerId, ShareFooting } from '../desk/commands';

/** What it rests on, as it was chosen. */
export interface Once {
  partner: PartnerId;
  partner_name: string;
  key_words: string;
  footing: ShareFooting;
  /** Whoever approves it, by name: they type their own passphrase before it is sealed. */
  approver: string;
  why: string;
}
