import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { decideRejection } from '../../src/award/decide-review.ts';
import { AwardInMemory, dayAfter, project } from './support.ts';

/* docs/rules/awards.md, A3: an award arrives. Decided without a database. */

let desk: AwardInMemory;
beforeEach(() => {
  desk = new AwardInMemory();
});

const codes = () => desk.award.waitingReasons.map(({ code }) => code);
const state = () => desk.existing?.state ?? null;

describe('A3 an award arrives', () => {
  test('A3.3 an award that ended more than 30 days ago is refused, 30 days ago is not', () => {
    desk.changeTemplate({ approvalLimit: '0' });
    const refused = desk.create({ end_date: dayAfter(-31) });
    assert.match(refused.answer.kind === 'rejected' ? refused.answer.message : '', /^end_date: .*30 days/);
    assert.equal(state(), null);
    assert.equal(desk.create({ end_date: dayAfter(-30) }).answer.kind, 'pending');
  });

  test('A3.3 a stored award that has ended is answered as what it is', () => {
    desk.create({ allocation: '10 NHR', end_date: dayAfter(3) });
    desk.wait(60);
    const again = desk.create({ allocation: '10 NHR', end_date: dayAfter(3) });
    assert.deepEqual([again.answer.kind, again.award], ['mapping', undefined]);
  });

  test('A3.4 an unknown template and a wrong key get the same answer', () => {
    desk.hasKey = true;
    const wrongKey = desk.create();
    const unknown = new AwardInMemory();
    unknown.template = null as never;
    assert.deepEqual(unknown.create().answer, wrongKey.answer);
    assert.equal(
      wrongKey.answer.kind === 'rejected' && wrongKey.answer.message,
      'template: Unknown template for this offering, or wrong template key.',
    );
  });

  for (const [words, change] of [
    ['a changed or added key', () => (desk.hasKey = true)],
    ['a missing template', () => (desk.template = null as never)],
  ] as const) {
    test(`A3.5 R5 R6 ${words} never touches a stored award`, () => {
      desk.create({ allocation: '10 NHR' });
      change();
      const again = desk.create({ allocation: '10 NHR' });
      assert.deepEqual([again.answer.kind, again.audit.length, state()], ['mapping', 0, 'approved']);
    });
  }

  test('A3.7 a refused stranger leaves one audit entry for each new reason', () => {
    desk.hasKey = true;
    assert.deepEqual(desk.create().audit.map(({ action }) => action), ['refused']);
    assert.deepEqual(desk.create().audit, []);
    assert.equal(desk.create({ end_date: dayAfter(-40) }).audit.length, 1);
    assert.equal(desk.create().audit.length, 1);
  });

  test('A3.8 a unit without a factor waits, even above the maximum', () => {
    const decision = desk.create({ allocation: '99999999 GPUHR' });
    assert.deepEqual([state(), codes()], ['pending', ['unmapped_unit']]);
    assert.match(desk.award.reviewComment ?? '', /GPUHR is not mapped/);
    assert.equal(decision.answer.kind, 'pending');
  });

  test('A3.8 a template that maps no units counts 1:1', () => {
    desk.changeTemplate({ allocationUnitsMapping: {} });
    desk.create({ allocation: '12.5 furlongs' });
    assert.equal(desk.award.project?.credits, '12.50');
  });

  test('A3.9 above the maximum: rejected by the robot, with the reason', () => {
    const decision = desk.create({ allocation: '5000.01 NHR' });
    assert.deepEqual(decision.answer, {
      kind: 'rejected',
      message: '5000.01 credits are above the maximum of 5000.00.',
    });
    assert.deepEqual([state(), desk.award.reviewedBy], ['rejected', 'robot']);
    assert.equal(desk.projects.length, 0);
  });

  test('A3.9 a maximum of 0 admits nothing, none at all admits everything', () => {
    desk.changeTemplate({ maxCreditLimit: '0' });
    assert.equal(desk.create({ allocation: '0.01 NHR' }).answer.kind, 'rejected');
    desk = new AwardInMemory();
    desk.changeTemplate({ maxCreditLimit: null, approvalLimit: null });
    assert.equal(desk.create({ allocation: '999999999 NHR' }).answer.kind, 'mapping');
  });

  test('A3.10 above the approval limit it waits, at the limit it does not', () => {
    desk.create({ allocation: '1000.01 NHR' });
    assert.deepEqual(desk.award.waitingReasons, [
      { code: 'above_approval_limit', credits: '1000.01', limit: '1000.00' },
    ]);
    desk = new AwardInMemory();
    assert.equal(desk.create({ allocation: '1000 NHR' }).answer.kind, 'mapping');
  });

  test('A3.10 an approval limit of 0 makes every award wait', () => {
    desk.changeTemplate({ approvalLimit: '0' });
    desk.create();
    assert.deepEqual(codes(), ['every_award_waits']);
  });

  test('A3.11 a project of the same name is linked, and the award waits', () => {
    desk.sameNameProject = project({ id: 9, credits: null });
    const decision = desk.create({ allocation: '10 NHR' });
    assert.deepEqual([state(), codes()], ['pending', ['same_name']]);
    assert.match(desk.award.reviewComment ?? '', /"N" exists already and was linked/);
    assert.equal(desk.award.project?.id, 9);
    assert.equal(desk.award.details.project_link?.id, desk.award.project?.uuid);
    assert.deepEqual(decision.audit.map(({ action }) => action), ['created', 'linked']);
    assert.equal(desk.award.grantedAllocation, null);
  });

  test('A3.12 within the limits the robot approves: project, credits, members, mapping', () => {
    const decision = desk.create({
      allocation: '10 NHR',
      description: 'D',
      start_date: dayAfter(1),
      members: { 'Ada@x.example': 'PI', 'bo@x.example': 'Wizard' },
    });
    assert.equal(decision.answer.kind, 'mapping');
    const made = desk.award.project;
    assert.deepEqual(
      [made?.name, made?.description, made?.startDate, made?.credits, made?.shortName],
      ['N', 'D', dayAfter(1), '10.00', 'a6a'],
    );
    assert.deepEqual(decision.members?.invitations, [
      { email: 'ada@x.example', role: 'PROJECT.ADMIN' },
    ]);
    assert.match(decision.audit.at(-1)?.note ?? '', /Not invited: bo@x.example/);
    assert.deepEqual([desk.award.reviewedBy, desk.award.grantedAllocation], ['robot', '10 NHR']);
  });

  test('A3.12 a nameless award has its identifier as its name', () => {
    desk.create({ name: '  ' });
    assert.equal(desk.award.project?.name, 'p1.ukri');
  });

  test('A3.13 a new project cannot end today or earlier', () => {
    const decision = desk.create({ end_date: dayAfter(0) });
    assert.match(
      decision.answer.kind === 'rejected' ? decision.answer.message : '',
      /^end_date: A new project cannot end on/,
    );
    assert.equal(state(), null);
  });

  test('A3.15 a repeated create writes nothing', () => {
    const fields = { allocation: '10 NHR', notes: [{ timestamp: '2026-01-01T00:00:00Z', author: 'a', text: 'x' }] };
    desk.create(fields);
    const { version } = desk.award;
    const again = desk.create(fields);
    assert.deepEqual([again.award, again.project, again.audit], [undefined, undefined, []]);
    assert.equal(desk.award.version, version);
  });
});

describe('A3.16 embargo', () => {
  const until = `${dayAfter(10)}T12:00:00Z`;

  test('an award that only its embargo keeps waiting says so', () => {
    const decision = desk.create({ allocation: '10 NHR', earliest_approve: until });
    assert.deepEqual(desk.award.waitingReasons, [{ code: 'embargoed', until }]);
    assert.deepEqual(decision.answer, {
      kind: 'pending',
      message: `Not to be approved before ${until}.`,
    });
  });

  test('R10 the next message after the embargo approves it', () => {
    const fields = { allocation: '10 NHR', earliest_approve: until };
    desk.create(fields);
    assert.equal(desk.create(fields).answer.kind, 'pending');
    desk.wait(11);
    assert.equal(desk.create(fields).answer.kind, 'mapping');
    assert.deepEqual([state(), desk.award.reviewedBy, desk.projects.length], ['approved', 'robot', 1]);
    assert.equal(desk.create(fields).answer.kind, 'mapping');
  });

  test('a message that lifts the embargo approves it', () => {
    desk.create({ allocation: '10 NHR', earliest_approve: until });
    assert.equal(desk.create({ allocation: '10 NHR' }).answer.kind, 'mapping');
  });

  test('an award that waits for more than its embargo waits on for a reviewer', () => {
    const fields = { allocation: '2000 NHR', earliest_approve: until };
    desk.create(fields);
    assert.deepEqual(codes(), ['above_approval_limit', 'embargoed']);
    desk.wait(11);
    assert.equal(desk.create(fields).answer.kind, 'pending');
  });

  test('what is asked for meanwhile is judged: above the limit it waits for a reviewer', () => {
    desk.create({ allocation: '10 NHR', earliest_approve: until });
    desk.update({ allocation: '1500 NHR' });
    desk.wait(11);
    assert.equal(desk.update({}).answer.kind, 'pending');
    assert.equal(state(), 'pending');
  });
});

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

  test('R14 rejected by the robot, another request is judged as an arrival', () => {
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
  test('R11 approving it takes up the project that it had: same name, credits counted once', () => {
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

describe('A5.1 an update of an award that is not stored', () => {
  test('waits whatever the limits say', () => {
    assert.equal(desk.send('update', { name: 'N', template: 't', end_date: dayAfter(9) }).answer.kind, 'pending');
    assert.deepEqual(codes(), ['arrived_as_update']);
    desk = new AwardInMemory();
    desk.send('update', { name: 'N', template: 't', end_date: dayAfter(9), allocation: '6000 NHR' });
    assert.deepEqual(codes(), ['above_maximum', 'arrived_as_update']);
  });
});
