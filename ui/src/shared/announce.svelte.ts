// Words for a screen reader that stand nowhere on the screen, or too far from where somebody looks.

class Announcer {
  words = $state('');

  /** Says it, even if the same was said just before. */
  say(words: string): void {
    this.words = '';
    setTimeout(() => (this.words = words), 50);
  }
}

export const announcer = new Announcer();
