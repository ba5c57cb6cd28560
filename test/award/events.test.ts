import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { decideEmbargoEnd, decideProjectRemoved } from '../../src/award/decide-without-message.ts';
import { AwardInMemory, dayAfter, project } from './support.ts';

/* docs/rules/awards.md, A3.16, A7.1 and A8.10: what happens to an award without a reviewer. */

let memory: AwardInMemory;
beforeEach(() => {
  memory = new AwardInMemory();
});

const codes = () => memory.award.waitingReasons.map(({ code }) => code);
const pending = (fields: object = {}) => memory.create({ allocation: '2000 NHR', ...fields });

test('A7.1 remove_project: canceled, detached and kept; the same answer where nothing is stored', () => {
  assert.deepEqual([memory.withdraw().answer.kind, memory.existing], ['unmapped', null]);
  memory.create({ allocation: '10 NHR' });
  const decision = memory.withdraw();
  assert.deepEqual(
    [decision.answer.kind, decision.audit.map(({ action }) => action), memory.award.state],
    ['unmapped', ['withdrawn'], 'canceled'],
  );
  assert.deepEqual([memory.award.project, memory.award.previousProject?.id], [null, 1]);
  assert.deepEqual(memory.withdraw().audit, []);
});

describe('A8.10 the project is removed here', () => {
  const removed = () => memory.decide((award) => decideProjectRemoved(award, memory.time));

  test('a running award becomes pending and unlinked, with a comment; award_changed', () => {
    memory.create({ allocation: '10 NHR' });
    const decision = removed();
    assert.deepEqual(
      [memory.award.state, memory.award.project, codes(), decision.notifications],
      ['pending', null, ['project_missing'], ['award_changed']],
    );
    assert.equal(memory.award.reviewComment, 'The project of this award was removed here.');
    assert.deepEqual(
      decision.audit.map(({ action, by }) => [action, by]),
      [['project_lost', 'caller']],
    );
    assert.equal(memory.create({ allocation: '10 NHR' }).answer.kind, 'pending');
  });

  test('where the project had ended the award is canceled; award_removed', () => {
    memory.create({ allocation: '10 NHR', end_date: dayAfter(5) });
    memory.wait(6);
    const decision = removed();
    assert.deepEqual(
      [memory.award.state, memory.award.project, decision.notifications],
      ['canceled', null, ['award_removed']],
    );
    assert.deepEqual(
      decision.audit.map(({ action }) => action),
      ['ended'],
    );
  });

  test('an award without a project, and one that is rejected, stay as they are', () => {
    pending();
    assert.deepEqual(decideProjectRemoved(memory.award, memory.time).audit, []);
    const rejected = { ...memory.award, state: 'rejected', project: project() } as const;
    assert.deepEqual(decideProjectRemoved(rejected, memory.time).audit, []);
  });
});

describe('A3.16 the end of an embargo', () => {
  const until = `${dayAfter(2)}T12:00:00Z`;
  const end = () => memory.decide((award) => decideEmbargoEnd(award, memory.approvalInput));

  test('the robot approves an award that waited for it alone; award_accepted', () => {
    memory.create({ allocation: '10 NHR', earliest_approve: until });
    assert.deepEqual(end().audit, []);
    memory.wait(3);
    const decision = end();
    assert.deepEqual(
      [memory.award.state, memory.award.reviewedBy, decision.notifications, memory.projects.length],
      ['approved', 'robot', ['award_accepted'], 1],
    );
    assert.deepEqual(end().audit, []);
    assert.equal(
      memory.create({ allocation: '10 NHR', earliest_approve: until }).answer.kind,
      'mapping',
    );
  });

  test('an award that waits for more stays with its reviewer', () => {
    pending({ earliest_approve: until });
    memory.wait(3);
    assert.deepEqual(end().audit, []);
    assert.equal(memory.award.state, 'pending');
  });

  for (const [words, change, code] of [
    ['the approval limit was lowered', { approvalLimit: '5' }, 'above_approval_limit'],
    ['the maximum was lowered', { maxCreditLimit: '5' }, 'above_maximum'],
  ] as const) {
    test(`where ${words} meanwhile, it waits for a reviewer`, () => {
      memory.create({ allocation: '10 NHR', earliest_approve: until });
      memory.changeTemplate(change);
      memory.wait(3);
      assert.deepEqual(end().notifications, []);
      assert.deepEqual([memory.award.state, codes()], ['pending', [code]]);
      assert.deepEqual(end().audit, []);
    });
  }

  test('where a new project could not end any more, it waits for a reviewer', () => {
    memory.create({ allocation: '10 NHR', earliest_approve: until, end_date: dayAfter(2) });
    memory.wait(3);
    end();
    assert.deepEqual([memory.award.state, codes()], ['pending', ['end_date_passed']]);
  });
});
