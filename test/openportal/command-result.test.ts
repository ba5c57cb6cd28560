import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { jobOutcomes } from '../../src/bridge/job-outcomes.ts';
import {
  type ErrorClass,
  errorKindList,
  getResultKind,
} from '../../src/openportal/command-result.ts';
import { buildJobAnswer, toSendableResult } from '../../src/openportal/job-answer.ts';

/* Answers as the network wants them (docs/rules/openportal.md, 4). */

const now = new Date('2026-11-27T08:00:00Z');
const job = { id: 'c6f5a2f1-6d0e-4f0e-9d28-6b1a3a2f7d11', version: 2, command: 'a.b.c get_award' };
const kinds: Record<ErrorClass, string> = {
  ManagedProjectPermissionError: 'award_permission',
  ManagedProjectPendingError: 'award_pending',
  ManagedProjectRejectedError: 'award_rejected',
  OpenPortalUnsupportedCommandError: 'unsupported',
  OpenPortalError: 'run',
};

describe('an error text is a class, a colon, a space and words', () => {
  for (const [name, kind] of Object.entries(kinds)) {
    for (const message of ['', '   ', 'Some words.', ' Words between blanks. ']) {
      test(`${name}: ${JSON.stringify(message)}`, () => {
        const answer = buildJobAnswer(job, { error: name as ErrorClass, message }, now);
        assert.match(String(answer.result), new RegExp(`^${name}: \\S.*\\S$`));
        assert.deepEqual(answer.error, { kind, message: answer.result });
        if (message.trim() !== '') assert.equal(answer.result, `${name}: ${message.trim()}`);
      });
    }
  }
});

describe('an answer that is larger than 1 MiB', () => {
  const large = { type: 'Vec<ProjectDetails>' as const, value: ['x'.repeat(1_100_000)] };

  test('becomes an error, which is all that is stored', () => {
    const result = toSendableResult(job, large, now);
    assert.deepEqual(Object.keys(result), ['error', 'message']);
    assert.match(String(buildJobAnswer(job, large, now).result), /^OpenPortalError: .*1 MiB/);
  });

  test('counts with the rest of the job', () => {
    const value = ['x'.repeat(700_000)];
    const result = { type: 'Vec<ProjectDetails>' as const, value };
    assert.equal(toSendableResult(job, result, now), result);
    const longJob = { ...job, command: 'x'.repeat(400_000) };
    assert.equal(getResultKind(toSendableResult(longJob, result, now)), 'run');
  });

  test('is bounded also where it is an error', () => {
    const error = { error: 'OpenPortalError' as const, message: 'x'.repeat(2_000_000) };
    const answer = buildJobAnswer(job, error, now);
    assert.ok(String(answer.result).length < 11_000);
  });
});

test('every kind of error is an outcome of a job', () => {
  assert.deepEqual([...errorKindList].toSorted(), Object.values(kinds).toSorted());
  for (const kind of errorKindList) assert.ok(jobOutcomes.includes(kind), kind);
});
