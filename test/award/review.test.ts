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

let desk: AwardInMemory;
beforeEach(() => {
  desk = new AwardInMemory();
});

const codes = () => desk.award.waitingReasons.map(({ code }) => code);
const pending = (fields: object = {}) => desk.create({ allocation: '2000 NHR', ...fields });
const refuses = (work: () => unknown, code: string, words: RegExp) =>
  assert.throws(work, (error: Error & { code?: string }) => {
    assert.deepEqual([error.name, error.code], ['DecisionRefusedError', code]);
    assert.match(error.message, words);
    return true;
  });

describe('A8.1 approve', () => {
  test('the project is made, credits set whatever the limit, members invited', () => {
    pending({ members: { 'a@x.example': 'PI' } });
    const decision = desk.approve('Fine work');
    assert.deepEqual(
      [desk.award.state, desk.award.reviewComment, desk.award.reviewedBy, codes()],
      ['approved', 'Fine work', 'person', []],
    );
    assert.deepEqual(
      [desk.award.project?.credits, desk.award.project?.shortName, decision.notifications],
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
    desk.create({ allocation: '10 NHR' });
    refuses(() => desk.approve(), 'wrong_state', /^Valid states for operation: pending\.$/);
  });

  test('not before the embargo ends', () => {
    pending({ earliest_approve: `${dayAfter(5)}T09:00:00Z` });
    refuses(() => desk.approve(), 'embargoed', new RegExp(`${dayAfter(5)}T09:00:00Z`));
    desk.wait(6);
    desk.approve();
  });

  test('A3.13 an end of today or earlier cannot start a new project', () => {
    pending({ end_date: dayAfter(0) });
    refuses(() => desk.approve(), 'conflict', /cannot end on/);
  });

  test('not while a removed project is attached', () => {
    pending();
    desk.existing = { ...desk.award, project: project({ isRemoved: true }) };
    refuses(() => desk.approve(), 'conflict', /was removed\. Detach it first\./);
  });

  test('A3.11 a linked project becomes the project of the award', () => {
    desk.sameNameProject = project({ id: 9, credits: null, shortName: null });
    pending({ description: 'D' });
    desk.approve();
    const granted = desk.award.project;
    assert.deepEqual([granted?.id, granted?.credits, granted?.description], [9, '2000.00', 'D']);
    assert.notEqual(granted?.shortName, null);
  });

  test('A8.12 the preview is the decision', () => {
    pending({ members: { 'a@x.example': 'PI' } });
    const input = desk.approvalInput;
    assert.deepEqual(
      previewApproval(desk.award, input, null),
      decideApproval(desk.award, input, null),
    );
    const embargoed = { ...desk.award, state: 'rejected' } as const;
    assert.equal(findApprovalBarriers(embargoed, desk.time)[0]?.code, 'wrong_state');
    assert.equal(previewApproval(embargoed, input, null).project.kind, 'make');
  });
});

describe('A8.2 reject', () => {
  test('rejected, with the comment as the reason', () => {
    pending();
    const decision = desk.decide((award) => decideRejection(award, 'No'));
    assert.deepEqual(
      [desk.award.state, desk.award.reviewComment, decision.notifications, codes()],
      ['rejected', 'No', ['award_rejected'], []],
    );
    refuses(() => decideRejection(desk.award, null), 'wrong_state', /pending/);
  });

  test('a comment of blanks is none, and the answer has words', () => {
    pending();
    desk.decide((award) => decideRejection(award, '  '));
    assert.equal(desk.award.reviewComment, null);
    assert.deepEqual(pending().answer, { kind: 'rejected', message: 'The award was rejected.' });
    desk.existing = { ...desk.award, reviewComment: '   ' };
    assert.deepEqual(pending().answer, { kind: 'rejected', message: 'The award was rejected.' });
  });

  test('it ends a running award, which another request brings back to the reviewers', () => {
    desk.create({ allocation: '900 NHR' });
    desk.update({ allocation: '1500 NHR' });
    desk.decide((award) => decideRejection(award, 'No'));
    assert.equal(desk.update({ allocation: '1500 NHR' }).answer.kind, 'rejected');
    assert.equal(desk.update({ allocation: '900 NHR' }).answer.kind, 'pending');
    desk.approve();
    assert.deepEqual([desk.projects.length, desk.award.project?.credits], [1, '900.00']);
  });
});

describe('A8.3 refuse-change', () => {
  test('only pending', () => {
    desk.create({ allocation: '10 NHR' });
    refuses(() => desk.refuseChange(), 'wrong_state', /pending/);
  });

  test('only with a running project', () => {
    pending();
    refuses(() => desk.refuseChange(), 'conflict', /No project runs for this award/);
    desk = new AwardInMemory();
    desk.sameNameProject = project({ id: 9, credits: null });
    pending();
    refuses(() => desk.refuseChange(), 'conflict', /No project runs/);
  });
});

describe('A8.4 A8.5 attach and detach', () => {
  const attach = (fields: object = {}, more: object = {}) =>
    desk.decide((award) =>
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
    desk.decide((award) => decideRejection(award, null));
    desk.projects = [project({ id: 5, credits: null })];
    const decision = attach();
    assert.deepEqual(
      [desk.award.state, desk.award.project?.id, decision.notifications],
      ['rejected', 5, ['award_changed']],
    );
    assert.equal(desk.award.details.project_link?.url, projectUrl(project().uuid));
    refuses(() => attach(), 'conflict', /attached already/);
  });

  test('it must be there, free and of the customer; staff may cross that', () => {
    pending();
    refuses(() => attach({ isRemoved: true }), 'conflict', /was removed/);
    refuses(() => attach({}, { managedBy: 'p2.ukri' }), 'conflict', /Another award manages/);
    refuses(() => attach({ customerId: 8 }), 'bad_project', /no such project/);
    desk.projects = [project({ id: 5, customerId: 8 })];
    attach({ customerId: 8 }, { mayCrossCustomers: true });
  });

  test('detach: unlinked, pending; approving it then makes another project', () => {
    desk.create({ allocation: '10 NHR' });
    const decision = desk.decide(decideDetachment);
    assert.deepEqual(
      [desk.award.state, desk.award.project, codes(), decision.notifications],
      ['pending', null, ['detached'], ['award_changed']],
    );
    assert.equal(desk.award.details.project_link, undefined);
    refuses(() => decideDetachment(desk.award), 'conflict', /No project is attached/);
    assert.equal(desk.create({ allocation: '10 NHR' }).answer.kind, 'pending');
    desk.approve();
    assert.equal(desk.award.project?.id, 2);
  });
});

test('A8.6 add note: appended with author and time, in any state', () => {
  desk.create({ allocation: '10 NHR' });
  const note = { timestamp: desk.now, author: 'Staff', text: 'second' };
  const decision = desk.decide((award) => decideNote(award, note));
  assert.deepEqual(
    [desk.award.state, desk.award.details.notes, decision.notifications],
    ['approved', [note], ['award_changed']],
  );
  assert.equal(desk.create({ allocation: '10 NHR', notes: [] }).award, undefined);
});

test('A8.7 reopen: rejected or canceled becomes pending', () => {
  pending();
  refuses(() => decideReopening(desk.award, null), 'wrong_state', /rejected, canceled/);
  desk.decide((award) => decideRejection(award, 'No'));
  const decision = desk.decide((award) => decideReopening(award, 'Sorry'));
  assert.deepEqual(
    [desk.award.state, desk.award.reviewComment, desk.award.reviewedBy, codes()],
    ['pending', 'Sorry', null, ['reopened']],
  );
  assert.deepEqual(decision.notifications, ['award_changed']);
  assert.deepEqual(pending({ description: 'x' }).answer, { kind: 'pending', message: 'Sorry' });
  desk.withdraw();
  desk.decide((award) => decideReopening(award, null));
  assert.deepEqual([desk.award.state, desk.award.reviewComment], ['pending', null]);
});

test('A8.8 delete: the award goes; award_removed', () => {
  desk.create({ allocation: '10 NHR' });
  const decision = desk.decide(decideDeletion);
  assert.deepEqual(
    [decision.award, decision.project, decision.notifications],
    [{ deleted: true }, undefined, ['award_removed']],
  );
  assert.equal(decision.audit[0]?.newDetails, null);
});
