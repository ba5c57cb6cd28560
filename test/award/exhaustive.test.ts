import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertNever } from '../../src/award/assert-never.ts';
import { getAuditEventType } from '../../src/award/map-action-to-event-type.ts';
import type { AwardDetails } from '../../src/award/award-details.ts';
import type { AwardAnswer } from '../../src/award/award-decision.ts';
import {
  type AuditAction,
  type AwardState,
  auditEventTypes,
  awardStates,
  type DecisionAction,
  decisionActions,
  networkEvents,
  reviewStates,
} from '../../src/award/award-enums.ts';
import type { ExistingAward } from '../../src/award/existing-award.ts';
import type { WaitingReason } from '../../src/award/waiting-reason.ts';
import { describeWaitingReason, waitingReasonCodes } from '../../src/award/waiting-reason.ts';
import { details } from './support.ts';

/*
 * What must not compile. `npm run typecheck` reads this file: an @ts-expect-error over a line that
 * compiles fails it.
 */

test('a misspelt field of the details does not compile', () => {
  const award: AwardDetails = details();
  // @ts-expect-error: there is no such field
  assert.equal(award.earlyest_aprove, undefined);
  // @ts-expect-error: a key that is no field belongs into extra
  assert.equal(details({ State: 'Approved' }).State, 'Approved');
});

test('a state that no place decides about does not compile', () => {
  // @ts-expect-error: canceled is missing
  const labels: Record<AwardState, string> = { pending: '', approved: '', rejected: '' };
  assert.equal(Object.keys(labels).length, awardStates.length - 1);
  const forget = (state: AwardState): string => {
    switch (state) {
      case 'pending':
      case 'approved':
      case 'rejected':
        return state;
      default:
        // @ts-expect-error: canceled is not decided
        return assertNever(state);
    }
  };
  assert.equal(forget('pending'), 'pending');
  assert.throws(() => forget('canceled'), /Unexpected value: "canceled"/);
});

test('no award is stored as a draft, which only the interface names', () => {
  // @ts-expect-error: draft is no stored state
  const state: ExistingAward['state'] = 'draft';
  assert.ok(reviewStates.includes(state as never));
  assert.ok(!awardStates.includes(state));
});

test('an answer that is not decided does not compile', () => {
  const forget = (answer: AwardAnswer): string => {
    if (answer.kind === 'mapping' || answer.kind === 'unmapped') return answer.kind;
    if (answer.kind === 'pending' || answer.kind === 'rejected') return answer.message;
    // @ts-expect-error: error is not decided
    return assertNever(answer);
  };
  assert.equal(forget({ kind: 'mapping' }), 'mapping');
});

test('an audit action outside the vocabulary does not compile; each has an event type', () => {
  // @ts-expect-error: there is no such action
  const action: AuditAction = 'forgotten';
  assert.equal(getAuditEventType(action), 'note_added');
  const partial: Pick<Record<DecisionAction, string>, 'created'> = { created: '' };
  // @ts-expect-error: every action needs its own entry
  const complete: Record<DecisionAction, string> = partial;
  assert.ok(complete);
  for (const each of [...decisionActions, ...networkEvents]) {
    assert.ok(auditEventTypes.includes(getAuditEventType(each)));
  }
});

test('a waiting reason that is not described does not compile', () => {
  // @ts-expect-error: there is no such reason
  const reason: WaitingReason = { code: 'bored' };
  assert.ok(!waitingReasonCodes.includes(reason.code));
  assert.equal(describeWaitingReason({ code: 'arrived_as_update' }), 'Arrived as an update.');
});
