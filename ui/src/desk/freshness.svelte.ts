// What was saved when, and which areas of the desk have gone stale.

const SLOW_MS = 300;

class Freshness {
  savedAt = $state<string | null>(null);
  /** A question has been with the desk for so long that somebody wonders. */
  slow = $state(false);
  #marks = $state<Record<string, number>>({});
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** A question went out. */
  begin(): void {
    this.#asked += 1;
    this.#timer ??= setTimeout(() => (this.slow = this.#asked > 0), SLOW_MS);
  }

  /** It came back, one way or the other. */
  end(): void {
    this.#asked -= 1;
    if (this.#asked > 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.slow = false;
  }

  answered(savedAt: string | null, stale: string[]): void {
    if (savedAt !== null) this.savedAt = savedAt;
    for (const area of stale) this.#marks[area] = (this.#marks[area] ?? 0) + 1;
  }

  /** A number that changes whenever one of the areas goes stale; read it in an effect. */
  of(...areas: string[]): number {
    return areas.reduce((sum, area) => sum + (this.#marks[area] ?? 0), 0);
  }
}

export const freshness = new Freshness();
