import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { decideAttachment, decideDetachment } from '../../src/award/decide-attachment.ts';
import {
  decideApproval,
  decideDeletion,
  decideNote,
  decideRejection,
  decideReopening,
  findApprovalBarriers,
  previewApproval,
} from '../../src/award/decide-review.ts';
import { AwardInMemory, dayAfter, project, projectUrl } from './support.ts';

/* docs/rules/awards.md, A8: a reviewer decides. Decided without a database. */

let memory: AwardInMemory;
beforeEach(() => {
  memory = new AwardInMemory();
});

const codes = () => memory.award.waitingReasons.map(({ code }) => code);
const pending = (fields: object = {}) => memory.create({ allocation: '2000 NHR', ...fields });
const refuses = (work: () => unknown, code: string, words: RegExp) =>
  assert.throws(work, (error: Error & { code?: string }) => {
    assert.deepEqual([error.name, error.code], ['DecisionRefusedError', code]);
    assert.match(error.message, words);
    return true;
  });

describe('A8.1 approve', () => {
  test('the project is made, credits set whatever the limit, members invited', () => {
    pending({ members: { 'a@x.example': 'PI' } });
    const decision = memory.approve('Fine work');
    assert.deepEqual(
      [memory.award.state, memory.award.reviewComment, memory.award.reviewedBy, codes()],
      ['approved', 'Fine work', 'person', []],
    );
    assert.deepEqual(
      [memory.award.project?.credits, memory.award.project?.shortName, decision.notifications],
      ['2000.00', 'a6a', ['award_accepted']],
    );
    assert.deepEqual(decision.members?.invitations, [
      { email: 'a@x.example', role: 'PROJECT.ADMIN' },
    ]);
    assert.deepEqual(
      decision.audit.map(({ action, by, note }) => [action, by, note]),
      [['approved', 'caller', 'Fine work']],
    );
  });

  test('only pending', () => {
    memory.create({ allocation: '10 NHR' });
    refuses(() => memory.approve(), 'wrong_state', /^Valid states for operation: pending\.$/);
  });

  test('not before the embargo ends', () => {
    pending({ earliest_approve: `${dayAfter(5)}T09:00:00Z` });
    refuses(() => memory.approve(), 'embargoed', new RegExp(`${dayAfter(5)}T09:00:00Z`));
    memory.wait(6);
    memory.approve();
  });

  test('A3.13 an end of today or earlier cannot start a new project', () => {
    pending({ end_date: dayAfter(0) });
    refuses(() => memory.approve(), 'conflict', /cannot end on/);
  });

  test('not while a removed project is attached', () => {
    pending();
    memory.existing = { ...memory.award, project: project({ isRemoved: true }) };
    refuses(() => memory.approve(), 'conflict', /was removed\. Detach it first\./);
  });

  test('A3.11 a linked project becomes the project of the award', () => {
    memory.sameNameProject = project({ id: 9, credits: null, shortName: null });
    pending({ description: 'D' });
    memory.approve();
    const granted = memory.award.project;
    assert.deepEqual([granted?.id, granted?.credits, granted?.description], [9, '2000.00', 'D']);
    assert.notEqual(granted?.shortName, null);
  });

  test('A8.12 the preview is the decision', () => {
    pending({ members: { 'a@x.example': 'PI' } });
    const input = memory.approvalInput;
    assert.deepEqual(
      previewApproval(memory.award, input, null),
      decideApproval(memory.award, input, null),
    );
    const embargoed = { ...memory.award, state: 'rejected' } as const;
    assert.equal(findApprovalBarriers(embargoed, memory.time)[0]?.code, 'wrong_state');
    assert.equal(previewApproval(embargoed, input, null).project.kind, 'make');
  });
});

describe('A8.2 reject', () => {
  test('rejected, with the comment as the reason', () => {
    pending();
    const decision = memory.decide((award) => decideRejection(award, 'No'));
    assert.deepEqual(
      [memory.award.state, memory.award.reviewComment, decision.notifications, codes()],
      ['rejected', 'No', ['award_rejected'], []],
    );
    refuses(() => decideRejection(memory.award, null), 'wrong_state', /pending/);
  });

  test('a comment of blanks is none, and the answer has words', () => {
    pending();
    memory.decide((award) => decideRejection(award, '  '));
    assert.equal(memory.award.reviewComment, null);
    assert.deepEqual(pending().answer, { kind: 'rejected', message: 'The award was rejected.' });
    memory.existing = { ...memory.award, reviewComment: '   ' };
    assert.deepEqual(pending().answer, { kind: 'rejected', message: 'The award was rejected.' });
  });

  test('it ends a running award, which another request brings back to the reviewers', () => {
    memory.create({ allocation: '900 NHR' });
    memory.update({ allocation: '1500 NHR' });
    memory.decide((award) => decideRejection(award, 'No'));
    assert.equal(memory.update({ allocation: '1500 NHR' }).answer.kind, 'rejected');
    assert.equal(memory.update({ allocation: '900 NHR' }).answer.kind, 'pending');
    memory.approve();
    assert.deepEqual([memory.projects.length, memory.award.project?.credits], [1, '900.00']);
  });
});

describe('A8.3 refuse-change', () => {
  test('only pending', () => {
    memory.create({ allocation: '10 NHR' });
    refuses(() => memory.refuseChange(), 'wrong_state', /pending/);
  });

  test('only with a running project', () => {
    pending();
    refuses(() => memory.refuseChange(), 'conflict', /No project runs for this award/);
    memory = new AwardInMemory();
    memory.sameNameProject = project({ id: 9, credits: null });
    pending();
    refuses(() => memory.refuseChange(), 'conflict', /No project runs/);
  });
});

describe('A8.4 A8.5 attach and detach', () => {
  const attach = (fields: object = {}, more: object = {}) =>
    memory.decide((award) =>
      decideAttachment(award, {
        project: project({ id: 5, credits: null, ...fields }),
        managedBy: null,
        mayCrossCustomers: false,
        projectUrl,
        ...more,
      }),
    );

  test('attach: linked, project_link points at it, in any state', () => {
    pending();
    memory.decide((award) => decideRejection(award, null));
    memory.projects = [project({ id: 5, credits: null })];
    const decision = attach();
    assert.deepEqual(
      [memory.award.state, memory.award.project?.id, decision.notifications],
      ['rejected', 5, ['award_changed']],
    );
    assert.equal(memory.award.details.project_link?.url, projectUrl(project().uuid));
    refuses(() => attach(), 'conflict', /attached already/);
  });

  test('it must be there, free and of the customer; staff may cross that', () => {
    pending();
    refuses(() => attach({ isRemoved: true }), 'conflict', /was removed/);
    refuses(() => attach({}, { managedBy: 'p2.ukri' }), 'conflict', /Another award manages/);
    refuses(() => attach({ customerId: 8 }), 'bad_project', /no such project/);
    memory.projects = [project({ id: 5, customerId: 8 })];
    attach({ customerId: 8 }, { mayCrossCustomers: true });
  });

  test('detach: unlinked, pending; approving it then makes another project', () => {
    memory.create({ allocation: '10 NHR' });
    const decision = memory.decide(decideDetachment);
    assert.deepEqual(
      [memory.award.state, memory.award.project, codes(), decision.notifications],
      ['pending', null, ['detached'], ['award_changed']],
    );
    assert.equal(memory.award.details.project_link, undefined);
    refuses(() => decideDetachment(memory.award), 'conflict', /No project is attached/);
    assert.equal(memory.create({ allocation: '10 NHR' }).answer.kind, 'pending');
    memory.approve();
    assert.equal(memory.award.project?.id, 2);
  });
});

test('A8.6 add note: appended with author and time, in any state', () => {
  memory.create({ allocation: '10 NHR' });
  const note = { timestamp: memory.now, author: 'Staff', text: 'second' };
  const decision = memory.decide((award) => decideNote(award, note));
  assert.deepEqual(
    [memory.award.state, memory.award.details.notes, decision.notifications],
    ['approved', [note], ['award_changed']],
  );
  assert.equal(memory.create({ allocation: '10 NHR', notes: [] }).award, undefined);
});

test('A8.7 reopen: rejected or canceled becomes pending', () => {
  pending();
  refuses(() => decideReopening(memory.award, null), 'wrong_state', /rejected, canceled/);
  memory.decide((award) => decideRejection(award, 'No'));
  const decision = memory.decide((award) => decideReopening(award, 'Sorry'));
  assert.deepEqual(
    [memory.award.state, memory.award.reviewComment, memory.award.reviewedBy, codes()],
    ['pending', 'Sorry', null, ['reopened']],
  );
  assert.deepEqual(decision.notifications, ['award_changed']);
  assert.deepEqual(pending({ description: 'x' }).answer, { kind: 'pending', message: 'Sorry' });
  memory.withdraw();
  memory.decide((award) => decideReopening(award, null));
  assert.deepEqual([memory.award.state, memory.award.reviewComment], ['pending', null]);
});

test('A8.8 delete: the award goes; award_removed', () => {
  memory.create({ allocation: '10 NHR' });
  const decision = memory.decide(decideDeletion);
  assert.deepEqual(
    [decision.award, decision.project, decision.notifications],
    [{ deleted: true }, undefined, ['award_removed']],
  );
  assert.equal(decision.audit[0]?.newDetails, null);
});
