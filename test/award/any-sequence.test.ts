import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { assessCredits } from '../../src/award/assess-credits.ts';
import { decideDetachment } from '../../src/award/decide-attachment.ts';
import { decideEmbargoEnd, decideProjectRemoved } from '../../src/award/decide-without-message.ts';
import { decideRejection, decideReopening } from '../../src/award/decide-review.ts';
import type { AwardDecision, MessageDecision } from '../../src/award/award-decision.ts';
import type { Instruction } from '../../src/award/merge-details.ts';
import { isEmptyPlan } from '../../src/award/membership.ts';
import { AwardInMemory, dayAfter, template } from './support.ts';

/* What holds after any sequence of messages and decisions about one award. */

const fields = fc.record(
  {
    name: fc.constantFrom('N', 'Deeper', null),
    allocation: fc.constantFrom(
      '10 NHR',
      '900 NHR',
      '1500 NHR',
      '1600.5 NHR',
      '6000 NHR',
      '7 GPUHR',
      'none',
      null,
    ),
    start_date: fc.constantFrom(null, dayAfter(30)),
    end_date: fc.constantFrom(dayAfter(10), dayAfter(60), dayAfter(300), dayAfter(-31), null),
    earliest_approve: fc.constantFrom(null, `${dayAfter(3)}T00:00:00Z`),
    membership_control: fc.constantFrom(null, 'open', 'locked'),
    members: fc.constantFrom(
      null,
      {},
      { 'a@x.org': 'PI' },
      { 'a@x.org': 'R', x: 'PI' },
      { 'b@y.org': 'Q' },
    ),
    allowed_domains: fc.constantFrom(null, [], ['x.org'], ['*.münchen.org']),
    notes: fc.constantFrom([], [{ timestamp: '2026-01-01T00:00:00.4Z', author: 'a', text: 'b' }]),
  },
  { requiredKeys: [] },
);

type Step = (memory: AwardInMemory) => void;
const named = (name: string, step: Step): Step =>
  Object.assign(step, { toString: () => name, [fc.toStringMethod]: () => name });

/** A message, and the same message again. */
function send(memory: AwardInMemory, instruction: Instruction, asked: object): void {
  const full = instruction === 'create' ? { template: 't', ...asked } : asked;
  const first = memory.send(instruction, { template: 't', ...full });
  const again = memory.send(instruction, { template: 't', ...full });
  assertSameAnswer(memory, first, again);
}

function assertSameAnswer(
  memory: AwardInMemory,
  first: MessageDecision,
  again: MessageDecision,
): void {
  assert.deepEqual(again.answer, first.answer);
  assert.equal(again.award, undefined, 'the same message again writes nothing');
  assert.deepEqual(again.audit, []);
  if (again.answer.kind === 'mapping')
    assert.notEqual(memory.award.project?.shortName ?? null, null);
}

const message = fc
  .tuple(fc.constantFrom<Instruction>('create', 'update'), fields)
  .map(([instruction, asked]) =>
    named(`${instruction} ${JSON.stringify(asked)}`, (memory) => send(memory, instruction, asked)),
  );

/** A decision that its rules may refuse. */
const attempt = (name: string, work: (memory: AwardInMemory) => unknown) =>
  named(name, (memory) => {
    if (memory.existing === null) return;
    try {
      work(memory);
    } catch (error) {
      assert.equal((error as Error).name, 'DecisionRefusedError');
    }
  });

const decision = fc.constantFrom(
  attempt('approve', (memory) => memory.approve()),
  attempt('reject', (memory) => memory.decide((award) => decideRejection(award, 'No.'))),
  attempt('refuse change', (memory) => memory.refuseChange('No.')),
  attempt('reopen', (memory) => memory.decide((award) => decideReopening(award, null))),
  attempt('withdraw', (memory) => memory.withdraw()),
  attempt('embargo', (memory) =>
    memory.decide((award) => decideEmbargoEnd(award, memory.approvalInput)),
  ),
  named('5 days', (memory) => memory.wait(5)),
  named('limits', (memory) => memory.changeTemplate({ approvalLimit: '2000.00' })),
  named('no limits', (memory) =>
    memory.changeTemplate({ approvalLimit: null, maxCreditLimit: null }),
  ),
  named('old limits', (memory) => memory.changeTemplate(template)),
);

/** These let go of a project on purpose: another one may be made. */
const release = fc.constantFrom(
  attempt('detach', (memory) => memory.decide(decideDetachment)),
  attempt('remove', (memory) => {
    const project = memory.award.project;
    const decided = memory.decide((award) => decideProjectRemoved(award, memory.time));
    if (project && decided.award) {
      memory.projects = memory.projects.map((one) =>
        one.id === project.id ? { ...one, isRemoved: true } : one,
      );
    }
  }),
);

const steps = (step: fc.Arbitrary<Step>) => fc.array(step, { minLength: 5, maxLength: 16 });

/** Begins with an award that runs, waits, or is not stored. */
const run = (start: string | null, all: readonly Step[]): AwardInMemory => {
  const memory = new AwardInMemory();
  if (start !== null) memory.create({ allocation: start });
  for (const step of all) {
    step(memory);
    assertSound(memory);
  }
  return memory;
};

/** What holds of the award after every step. */
function assertSound(memory: AwardInMemory): void {
  const award = memory.existing;
  if (award === null) return;
  const { state, project, waitingReasons, grantedAllocation, details } = award;
  assert.equal(waitingReasons.length > 0, state === 'pending', `${state} waits for something`);
  if (state === 'approved') {
    assert.notEqual(project, null);
    assert.notEqual(grantedAllocation, null);
  }
  if (state === 'canceled') assert.deepEqual([project, grantedAllocation], [null, null]);
  assert.equal(details.project_link?.id, project?.uuid);
  assert.equal(details.key, null);
  if (details.start_date && details.end_date) assert.ok(details.start_date <= details.end_date);
  const last = memory.decisions.at(-1) as AwardDecision;
  if (last.members && !isEmptyPlan(last.members)) assert.ok(last.project, 'members have a project');
  if (last.award) assert.equal(last.audit.length >= 1, true, 'a change is audited');
}

/** Every amount that some decision granted for a project. */
function assertCreditsExplained(memory: AwardInMemory): void {
  for (const { id, credits } of memory.projects) {
    const granting = memory.decisions.filter(
      ({ project }) => project && 'credits' in project && project.credits !== undefined,
    );
    const last = granting.findLast(({ project }) =>
      project?.kind === 'make' ? project.uuid.endsWith(String(id)) : project?.projectId === id,
    );
    assert.ok(last?.award && !last.award.deleted, `a decision explains the credits of ${id}`);
    const { grantedAllocation } = last.award;
    const asked = assessCredits(grantedAllocation ?? null, template).credits;
    assert.equal(credits, asked);
  }
}

const start = fc.constantFrom('900 NHR', '1500 NHR', null);

describe('any sequence of creates, updates, withdrawals and decisions', () => {
  test('leaves at most one project, credits that one decision explains, the same answer again', () => {
    fc.assert(
      fc.property(start, steps(fc.oneof(message, decision)), (first, all) => {
        const memory = run(first, all);
        assert.ok(memory.projects.length <= 1, `${memory.projects.length} projects`);
        assertCreditsExplained(memory);
      }),
      { numRuns: 400 },
    );
  });

  test('with projects let go of, at most one is attached, and credits are still explained', () => {
    fc.assert(
      fc.property(start, steps(fc.oneof(message, decision, release)), (first, all) => {
        const memory = run(first, all);
        assertCreditsExplained(memory);
      }),
      { numRuns: 300 },
    );
  });

  test('no message ends a running award but a withdrawal, and a change past grace', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 8 }), (all) => {
        const memory = new AwardInMemory();
        memory.create({ allocation: '500 NHR' });
        for (const step of all) {
          const wasOver = memory.hasEnded;
          step(memory);
          if (!wasOver && memory.award.state === 'rejected') assert.ok(memory.hasEnded);
          assert.notEqual(memory.award.state, 'canceled');
          assert.notEqual(memory.award.project, null);
        }
      }),
      { numRuns: 300 },
    );
  });
});
