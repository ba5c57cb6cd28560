import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { decideRejection } from '../../src/award/decide-review.ts';
import { AwardInMemory, dayAfter, project } from './support.ts';

/* docs/rules/awards.md, A3.17 and A3.19: a rejected or withdrawn award is asked for again. */

let desk: AwardInMemory;
beforeEach(() => {
  desk = new AwardInMemory();
});

const codes = () => desk.award.waitingReasons.map(({ code }) => code);
const state = () => desk.existing?.state ?? null;

describe('A3.17 asked again', () => {
  const robotRejected = () => desk.create({ allocation: '6000 NHR' });
  const personRejected = () => {
    desk.create({ allocation: '2000 NHR' });
    desk.decide((award) => decideRejection(award, 'Not this year.'));
  };

  test('the same request gets the same reason', () => {
    const first = robotRejected();
    assert.deepEqual(desk.create({ allocation: '6000 NHR' }).answer, first.answer);
    assert.deepEqual(desk.update({ allocation: '6e3 NHR' }).answer, first.answer);
    desk = new AwardInMemory();
    personRejected();
    const reason = { kind: 'rejected', message: 'Not this year.' };
    assert.deepEqual(desk.create({ allocation: '2000 NHR' }).answer, reason);
    assert.deepEqual(desk.create({ allocation: '2000 NHR', description: 'x' }).answer, reason);
    assert.deepEqual([state(), desk.award.details.description], ['rejected', 'x']);
  });

  test('rejected by the robot, another request is judged as an arrival', () => {
    robotRejected();
    assert.equal(desk.create({ allocation: '500 NHR' }).answer.kind, 'mapping');
    assert.deepEqual([state(), desk.award.project?.credits], ['approved', '500.00']);
    desk = new AwardInMemory();
    robotRejected();
    assert.equal(desk.update({ allocation: '1500 NHR' }).answer.kind, 'pending');
    assert.deepEqual(codes(), ['above_approval_limit']);
    desk = new AwardInMemory();
    robotRejected();
    const higher = desk.create({ allocation: '7000 NHR' }).answer;
    assert.match(higher.kind === 'rejected' ? higher.message : '', /^7000.00 credits/);
  });

  test('as an arrival it is linked to a project of the same name, and waits', () => {
    robotRejected();
    desk.sameNameProject = project({ id: 9, credits: null });
    const decision = desk.create({ allocation: '500 NHR' });
    assert.equal(decision.answer.kind, 'pending');
    assert.deepEqual([state(), codes()], ['pending', ['same_name']]);
    assert.equal(desk.award.project?.id, 9);
    assert.equal(desk.award.details.project_link?.id, desk.award.project?.uuid);
    assert.deepEqual(
      decision.audit.map(({ action }) => action),
      ['asked_again', 'linked'],
    );
    assert.deepEqual(desk.create({ allocation: '500 NHR' }).audit, []);
    desk.approve();
    assert.deepEqual([desk.projects.length, desk.award.project?.credits], [1, '500.00']);
  });

  test('rejected by the robot, a changed template is judged anew', () => {
    robotRejected();
    desk.changeTemplate({ maxCreditLimit: null, approvalLimit: null });
    assert.equal(desk.create({ allocation: '6000 NHR' }).answer.kind, 'mapping');
    desk = new AwardInMemory();
    robotRejected();
    desk.changeTemplate({ allocationUnitsMapping: { NHR: 10 } });
    assert.equal(desk.create({ allocation: '6000 NHR' }).answer.kind, 'mapping');
  });

  for (const [words, changed] of [
    ['allocation', { allocation: '500 NHR' }],
    ['end', { allocation: '2000 NHR', end_date: dayAfter(200) }],
    ['start', { allocation: '2000 NHR', start_date: dayAfter(2) }],
  ] as const) {
    test(`rejected by a person, another ${words} waits for a reviewer with the earlier reason`, () => {
      personRejected();
      assert.equal(desk.create(changed).answer.kind, 'pending');
      assert.deepEqual(
        desk.award.waitingReasons.find(({ code }) => code === 'asked_again'),
        { code: 'asked_again', reason: 'Not this year.' },
      );
      assert.match(desk.award.reviewComment ?? '', /Not this year/);
      assert.equal(desk.projects.length, 0);
    });
  }

  test('the robot never rejects, and so never approves, after a person rejected', () => {
    personRejected();
    desk.create({ allocation: '500 NHR' });
    assert.equal(desk.create({ allocation: '6000 NHR' }).answer.kind, 'pending');
    assert.equal(desk.create({ allocation: '400 NHR' }).answer.kind, 'pending');
    assert.equal(state(), 'pending');
  });

  test('a robot that rejected an award whose end is over says so in words', () => {
    robotRejected();
    desk.wait(400);
    const answer = desk.create({ allocation: '5 NHR' }).answer;
    assert.match(answer.kind === 'rejected' ? answer.message : '', /cannot end on/);
    assert.deepEqual(desk.create({ allocation: '5 NHR' }).answer, answer);
  });
});

describe('A3.19 returned after a withdrawal', () => {
  test('approving it takes up the project that it had: same name, credits counted once', () => {
    desk.create({ allocation: '10 NHR' });
    const before = desk.award.project;
    assert.equal(desk.withdraw().answer.kind, 'unmapped');
    assert.deepEqual([state(), desk.award.project], ['canceled', null]);
    assert.equal(desk.create({ allocation: '10 NHR' }).answer.kind, 'pending');
    assert.deepEqual(codes(), ['returned']);
    assert.equal(desk.create({ allocation: '10 NHR' }).answer.kind, 'pending');
    desk.approve();
    assert.equal(desk.projects.length, 1);
    assert.deepEqual(
      [desk.award.project?.id, desk.award.project?.shortName, desk.award.project?.credits],
      [before?.id, 'a6a', '10.00'],
    );
    assert.equal(desk.create({ allocation: '10 NHR' }).answer.kind, 'mapping');
  });

  test('it waits whatever the limits say, with what it is above of', () => {
    desk.create({ allocation: '10 NHR' });
    desk.withdraw();
    assert.equal(desk.create({ allocation: '99999 NHR' }).answer.kind, 'pending');
    assert.deepEqual(codes(), ['above_maximum', 'returned']);
  });

  test('withdrawn twice before it is approved, it keeps its project', () => {
    desk.create({ allocation: '10 NHR' });
    desk.withdraw();
    desk.create({ allocation: '10 NHR' });
    desk.withdraw();
    desk.create({ allocation: '20 NHR' });
    desk.approve();
    assert.deepEqual([desk.projects.length, desk.award.project?.credits], [1, '20.00']);
  });

  test('it may take up a project whose end is over', () => {
    desk.create({ allocation: '10 NHR', end_date: dayAfter(5) });
    desk.withdraw();
    desk.wait(10);
    desk.update({});
    assert.equal(desk.approve().notifications[0], 'award_accepted');
  });
});
