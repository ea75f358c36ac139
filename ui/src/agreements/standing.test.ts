import { expect, test } from 'vitest';
import { tone } from './standing';

test('only a version under which something may leave looks open', () => {
  expect((['in_force', 'review_late', 'not_started', 'draft', 'replaced', 'review_blocks', 'expired', 'suspended', 'revoked'] as const).map(tone)).toEqual(['good', 'warn', 'warn', 'line', 'line', 'crit', 'crit', 'crit', 'crit']);
});
