import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { decideRejection } from '../../src/award/decide-review.ts';
import { AwardInMemory, dayAfter, project } from './support.ts';

/* docs/rules/awards.md, A3.17 and A3.19: a rejected or withdrawn award is asked for again. */

let memory: AwardInMemory;
beforeEach(() => {
  memory = new AwardInMemory();
});

const codes = () => memory.award.waitingReasons.map(({ code }) => code);
const state = () => memory.existing?.state ?? null;

describe('A3.17 asked again', () => {
  const robotRejected = () => memory.create({ allocation: '6000 NHR' });
  const personRejected = () => {
    memory.create({ allocation: '2000 NHR' });
    memory.decide((award) => decideRejection(award, 'Not this year.'));
  };

  test('the same request gets the same reason', () => {
    const first = robotRejected();
    assert.deepEqual(memory.create({ allocation: '6000 NHR' }).answer, first.answer);
    assert.deepEqual(memory.update({ allocation: '6e3 NHR' }).answer, first.answer);
    memory = new AwardInMemory();
    personRejected();
    const reason = { kind: 'rejected', message: 'Not this year.' };
    assert.deepEqual(memory.create({ allocation: '2000 NHR' }).answer, reason);
    assert.deepEqual(memory.create({ allocation: '2000 NHR', description: 'x' }).answer, reason);
    assert.deepEqual([state(), memory.award.details.description], ['rejected', 'x']);
  });

  test('rejected by the robot, another request is judged as an arrival', () => {
    robotRejected();
    assert.equal(memory.create({ allocation: '500 NHR' }).answer.kind, 'mapping');
    assert.deepEqual([state(), memory.award.project?.credits], ['approved', '500.00']);
    memory = new AwardInMemory();
    robotRejected();
    assert.equal(memory.update({ allocation: '1500 NHR' }).answer.kind, 'pending');
    assert.deepEqual(codes(), ['above_approval_limit']);
    memory = new AwardInMemory();
    robotRejected();
    const higher = memory.create({ allocation: '7000 NHR' }).answer;
    assert.match(higher.kind === 'rejected' ? higher.message : '', /^7000.00 credits/);
  });

  test('as an arrival it is linked to a project of the same name, and waits', () => {
    robotRejected();
    memory.sameNameProject = project({ id: 9, credits: null });
    const decision = memory.create({ allocation: '500 NHR' });
    assert.equal(decision.answer.kind, 'pending');
    assert.deepEqual([state(), codes()], ['pending', ['same_name']]);
    assert.equal(memory.award.project?.id, 9);
    assert.equal(memory.award.details.project_link?.id, memory.award.project?.uuid);
    assert.deepEqual(
      decision.audit.map(({ action }) => action),
      ['asked_again', 'linked'],
    );
    assert.deepEqual(memory.create({ allocation: '500 NHR' }).audit, []);
    memory.approve();
    assert.deepEqual([memory.projects.length, memory.award.project?.credits], [1, '500.00']);
  });

  test('rejected by the robot, a changed template is judged anew', () => {
    robotRejected();
    memory.changeTemplate({ maxCreditLimit: null, approvalLimit: null });
    assert.equal(memory.create({ allocation: '6000 NHR' }).answer.kind, 'mapping');
    memory = new AwardInMemory();
    robotRejected();
    memory.changeTemplate({ allocationUnitsMapping: { NHR: 10 } });
    assert.equal(memory.create({ allocation: '6000 NHR' }).answer.kind, 'mapping');
  });

  for (const [words, changed] of [
    ['allocation', { allocation: '500 NHR' }],
    ['end', { allocation: '2000 NHR', end_date: dayAfter(200) }],
    ['start', { allocation: '2000 NHR', start_date: dayAfter(2) }],
  ] as const) {
    test(`rejected by a person, another ${words} waits for a reviewer with the earlier reason`, () => {
      personRejected();
      assert.equal(memory.create(changed).answer.kind, 'pending');
      assert.deepEqual(
        memory.award.waitingReasons.find(({ code }) => code === 'asked_again'),
        { code: 'asked_again', reason: 'Not this year.' },
      );
      assert.match(memory.award.reviewComment ?? '', /Not this year/);
      assert.equal(memory.projects.length, 0);
    });
  }

  test('the robot never rejects, and so never approves, after a person rejected', () => {
    personRejected();
    memory.create({ allocation: '500 NHR' });
    assert.equal(memory.create({ allocation: '6000 NHR' }).answer.kind, 'pending');
    assert.equal(memory.create({ allocation: '400 NHR' }).answer.kind, 'pending');
    assert.equal(state(), 'pending');
  });

  test('a robot that rejected an award whose end is over says so in words', () => {
    robotRejected();
    memory.wait(400);
    const answer = memory.create({ allocation: '5 NHR' }).answer;
    assert.match(answer.kind === 'rejected' ? answer.message : '', /cannot end on/);
    assert.deepEqual(memory.create({ allocation: '5 NHR' }).answer, answer);
  });
});

describe('A3.19 returned after a withdrawal', () => {
  test('approving it takes up the project that it had: same name, credits counted once', () => {
    memory.create({ allocation: '10 NHR' });
    const before = memory.award.project;
    assert.equal(memory.withdraw().answer.kind, 'unmapped');
    assert.deepEqual([state(), memory.award.project], ['canceled', null]);
    assert.equal(memory.create({ allocation: '10 NHR' }).answer.kind, 'pending');
    assert.deepEqual(codes(), ['returned']);
    assert.equal(memory.create({ allocation: '10 NHR' }).answer.kind, 'pending');
    memory.approve();
    assert.equal(memory.projects.length, 1);
    assert.deepEqual(
      [memory.award.project?.id, memory.award.project?.shortName, memory.award.project?.credits],
      [before?.id, 'a6a', '10.00'],
    );
    assert.equal(memory.create({ allocation: '10 NHR' }).answer.kind, 'mapping');
  });

  test('it waits whatever the limits say, with what it is above of', () => {
    memory.create({ allocation: '10 NHR' });
    memory.withdraw();
    assert.equal(memory.create({ allocation: '99999 NHR' }).answer.kind, 'pending');
    assert.deepEqual(codes(), ['above_maximum', 'returned']);
  });

  test('withdrawn twice before it is approved, it keeps its project', () => {
    memory.create({ allocation: '10 NHR' });
    memory.withdraw();
    memory.create({ allocation: '10 NHR' });
    memory.withdraw();
    memory.create({ allocation: '20 NHR' });
    memory.approve();
    assert.deepEqual([memory.projects.length, memory.award.project?.credits], [1, '20.00']);
  });

  test('it may take up a project whose end is over', () => {
    memory.create({ allocation: '10 NHR', end_date: dayAfter(5) });
    memory.withdraw();
    memory.wait(10);
    memory.update({});
    assert.equal(memory.approve().notifications[0], 'award_accepted');
  });
});
