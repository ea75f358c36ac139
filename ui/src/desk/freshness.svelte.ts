// What was saved when, and which areas of the desk have gone stale.

class Freshness {
  savedAt = $state<string | null>(null);
  #marks = $state<Record<string, number>>({});

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
