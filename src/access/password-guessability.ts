import { createRequire } from 'node:module';
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** Below this score a guesser succeeds within 10^8 attempts (zxcvbn's scale from 0 to 4). */
const MIN_SCORE = 3;

/** Characters that are estimated; more would let one request compute for seconds. */
const MAX_ESTIMATED_LENGTH = 64;

let estimator: ZxcvbnFactory | undefined;

/**
 * Whether a password is among the first 10^8 that a guesser tries: common passwords and their usual
 * variations, keyboard walks, sequences, dates and repetitions, as zxcvbn estimates them. Loads it
 * with its list of common passwords on first use.
 */
export function isGuessedEarly(password: string): boolean {
  estimator ??= createEstimator();
  return estimator.check(password).score < MIN_SCORE;
}

function createEstimator(): ZxcvbnFactory {
  const require = createRequire(import.meta.url);
  const core: typeof import('@zxcvbn-ts/core') = require('@zxcvbn-ts/core');
  const common: typeof import('@zxcvbn-ts/language-common') = require('@zxcvbn-ts/language-common');
  return new core.ZxcvbnFactory({
    dictionary: common.dictionary,
    graphs: common.adjacencyGraphs,
    maxLength: MAX_ESTIMATED_LENGTH,
  });
}
