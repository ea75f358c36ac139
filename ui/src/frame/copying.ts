// Copying goes through the program, which clears the clipboard again. What is closed is never copied, alone or among other words.
import { copyOut } from '../desk/ask';
import { announcer } from '../shared/announce.svelte';

/** Marks what is never copied: notes of a compartment, contact details that are shown, recovery words. */
const CLOSED = '[data-closed]';

function touchesClosed(): boolean {
  const chosen = getSelection();
  return [...document.querySelectorAll(CLOSED)].some(
    (part) => part.contains(document.activeElement) || (chosen?.containsNode(part, true) ?? false),
  );
}

function chosenWords(): string {
  const at = document.activeElement;
  if (at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement) {
    return at.type === 'password' ? '' : at.value.slice(at.selectionStart ?? 0, at.selectionEnd ?? 0);
  }
  return getSelection()?.toString() ?? '';
}

/** Copies or cuts what is chosen. */
export function copying(event: ClipboardEvent): void {
  event.preventDefault();
  if (touchesClosed()) {
    announcer.say('What is closed is never copied.');
    return;
  }
  const words = chosenWords();
  if (words === '') return;
  const cut = event.type === 'cut';
  void copyOut(words).then(
    () => {
      if (cut) document.execCommand('delete');
    },
    () => announcer.say('It could not be copied.'),
  );
}

/** Nothing of this window is copied, and no words are dragged out of any. */
export function keepHere(event: Event): void {
  event.preventDefault();
}
