// What every quick form of a case is handed.
import type { CaseView, CodesView } from '../../desk/commands';

export interface FormProps {
  view: CaseView;
  codes: CodesView;
  /** The day on the desk, yyyy-mm-dd. */
  today: string;
  done: (said: string) => void;
  cancel: () => void;
}
