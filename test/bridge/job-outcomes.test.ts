import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type JobOutcome,
  jobOutcomes,
  type UnansweredReason,
} from '../../src/bridge/job-outcomes.ts';

/* The outcomes of jobs are a closed list: `npm run typecheck` fails where one is missing. */

const isAnswered: Record<JobOutcome, boolean> = {
  complete: true,
  award_permission: true,
  award_pending: true,
  award_rejected: true,
  unsupported: true,
  run: true,
  expired: false,
  undelivered: false,
  finished: false,
  lost: false,
  given_up: false,
};

// @ts-expect-error a new reason does not compile until each table decides about it
export const incomplete: Record<UnansweredReason | 'forgotten', boolean> = isAnswered;

test('the list holds every outcome once', () => {
  assert.deepEqual([...jobOutcomes].toSorted(), Object.keys(isAnswered).toSorted());
});
