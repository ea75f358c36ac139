// The printers of the system, read once, and the one a person took last: a shared room has one near.
import { ask } from '../desk/ask';
import type { PrinterView } from '../desk/commands';

export const printers = $state<{ all: PrinterView[]; chosen: string }>({ all: [], chosen: '' });

/** Reads them anew: a laptop moves between rooms. Where there is no queue, nothing is offered. */
export async function readPrinters(): Promise<void> {
  const found = await ask('printers', {}).catch(() => ({ printers: [] as PrinterView[] }));
  printers.all = found.printers;
  if (!found.printers.some((one) => one.name === printers.chosen)) {
    printers.chosen = (found.printers.find((one) => one.usual) ?? found.printers[0])?.name ?? '';
  }
}
