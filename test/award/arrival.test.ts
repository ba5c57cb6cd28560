import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
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
    assert.match(
      refused.answer.kind === 'rejected' ? refused.answer.message : '',
      /^end_date: .*30 days/,
    );
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
    test(`A3.5 ${words} never touches a stored award`, () => {
      desk.create({ allocation: '10 NHR' });
      change();
      const again = desk.create({ allocation: '10 NHR' });
      assert.deepEqual(
        [again.answer.kind, again.audit.length, state()],
        ['mapping', 0, 'approved'],
      );
    });
  }

  test('A3.7 a refused stranger leaves one audit entry for each new reason', () => {
    desk.hasKey = true;
    assert.deepEqual(
      desk.create().audit.map(({ action }) => action),
      ['refused'],
    );
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
    assert.deepEqual(
      decision.audit.map(({ action }) => action),
      ['created', 'linked'],
    );
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
    const fields = {
      allocation: '10 NHR',
      notes: [{ timestamp: '2026-01-01T00:00:00Z', author: 'a', text: 'x' }],
    };
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

  test('the next message after the embargo approves it', () => {
    const fields = { allocation: '10 NHR', earliest_approve: until };
    desk.create(fields);
    assert.equal(desk.create(fields).answer.kind, 'pending');
    desk.wait(11);
    assert.equal(desk.create(fields).answer.kind, 'mapping');
    assert.deepEqual(
      [state(), desk.award.reviewedBy, desk.projects.length],
      ['approved', 'robot', 1],
    );
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

describe('A5.1 an update of an award that is not stored', () => {
  test('waits whatever the limits say', () => {
    assert.equal(
      desk.send('update', { name: 'N', template: 't', end_date: dayAfter(9) }).answer.kind,
      'pending',
    );
    assert.deepEqual(codes(), ['arrived_as_update']);
    desk = new AwardInMemory();
    desk.send('update', {
      name: 'N',
      template: 't',
      end_date: dayAfter(9),
      allocation: '6000 NHR',
    });
    assert.deepEqual(codes(), ['above_maximum', 'arrived_as_update']);
  });
});
