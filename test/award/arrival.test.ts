import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { AwardInMemory, dayAfter, project } from './support.ts';

/* docs/rules/awards.md, A3: an award arrives. Decided without a database. */

let memory: AwardInMemory;
beforeEach(() => {
  memory = new AwardInMemory();
});

const codes = () => memory.award.waitingReasons.map(({ code }) => code);
const state = () => memory.existing?.state ?? null;

describe('A3 an award arrives', () => {
  test('A3.3 an award that ended more than 30 days ago is refused, 30 days ago is not', () => {
    memory.changeTemplate({ approvalLimit: '0' });
    const refused = memory.create({ end_date: dayAfter(-31) });
    assert.match(
      refused.answer.kind === 'rejected' ? refused.answer.message : '',
      /^end_date: .*30 days/,
    );
    assert.equal(state(), null);
    assert.equal(memory.create({ end_date: dayAfter(-30) }).answer.kind, 'pending');
  });

  test('A3.3 a stored award that has ended is answered as what it is', () => {
    memory.create({ allocation: '10 NHR', end_date: dayAfter(3) });
    memory.wait(60);
    const again = memory.create({ allocation: '10 NHR', end_date: dayAfter(3) });
    assert.deepEqual([again.answer.kind, again.award], ['mapping', undefined]);
  });

  test('A3.4 an unknown template and a wrong key get the same answer', () => {
    memory.hasKey = true;
    const wrongKey = memory.create();
    const unknown = new AwardInMemory();
    unknown.template = null as never;
    assert.deepEqual(unknown.create().answer, wrongKey.answer);
    assert.equal(
      wrongKey.answer.kind === 'rejected' && wrongKey.answer.message,
      'template: Unknown template for this offering, or wrong template key.',
    );
  });

  for (const [words, change] of [
    ['a changed or added key', () => (memory.hasKey = true)],
    ['a missing template', () => (memory.template = null as never)],
  ] as const) {
    test(`A3.5 ${words} never touches a stored award`, () => {
      memory.create({ allocation: '10 NHR' });
      change();
      const again = memory.create({ allocation: '10 NHR' });
      assert.deepEqual(
        [again.answer.kind, again.audit.length, state()],
        ['mapping', 0, 'approved'],
      );
    });
  }

  test('A3.7 a refused stranger leaves one audit entry for each new reason', () => {
    memory.hasKey = true;
    assert.deepEqual(
      memory.create().audit.map(({ action }) => action),
      ['refused'],
    );
    assert.deepEqual(memory.create().audit, []);
    assert.equal(memory.create({ end_date: dayAfter(-40) }).audit.length, 1);
    assert.equal(memory.create().audit.length, 1);
  });

  test('A3.8 a unit without a factor waits, even above the maximum', () => {
    const decision = memory.create({ allocation: '99999999 GPUHR' });
    assert.deepEqual([state(), codes()], ['pending', ['unmapped_unit']]);
    assert.match(memory.award.reviewComment ?? '', /GPUHR is not mapped/);
    assert.equal(decision.answer.kind, 'pending');
  });

  test('A3.8 a template that maps no units counts 1:1', () => {
    memory.changeTemplate({ allocationUnitsMapping: {} });
    memory.create({ allocation: '12.5 furlongs' });
    assert.equal(memory.award.project?.credits, '12.50');
  });

  test('A3.9 above the maximum: rejected by the robot, with the reason', () => {
    const decision = memory.create({ allocation: '5000.01 NHR' });
    assert.deepEqual(decision.answer, {
      kind: 'rejected',
      message: '5000.01 credits are above the maximum of 5000.00.',
    });
    assert.deepEqual([state(), memory.award.reviewedBy], ['rejected', 'robot']);
    assert.equal(memory.projects.length, 0);
  });

  test('A3.9 a maximum of 0 admits nothing, none at all admits everything', () => {
    memory.changeTemplate({ maxCreditLimit: '0' });
    assert.equal(memory.create({ allocation: '0.01 NHR' }).answer.kind, 'rejected');
    memory = new AwardInMemory();
    memory.changeTemplate({ maxCreditLimit: null, approvalLimit: null });
    assert.equal(memory.create({ allocation: '999999999 NHR' }).answer.kind, 'mapping');
  });

  test('A3.10 above the approval limit it waits, at the limit it does not', () => {
    memory.create({ allocation: '1000.01 NHR' });
    assert.deepEqual(memory.award.waitingReasons, [
      { code: 'above_approval_limit', credits: '1000.01', limit: '1000.00' },
    ]);
    memory = new AwardInMemory();
    assert.equal(memory.create({ allocation: '1000 NHR' }).answer.kind, 'mapping');
  });

  test('A3.10 an approval limit of 0 makes every award wait', () => {
    memory.changeTemplate({ approvalLimit: '0' });
    memory.create();
    assert.deepEqual(codes(), ['every_award_waits']);
  });

  test('A3.11 a project of the same name is linked, and the award waits', () => {
    memory.sameNameProject = project({ id: 9, credits: null });
    const decision = memory.create({ allocation: '10 NHR' });
    assert.deepEqual([state(), codes()], ['pending', ['same_name']]);
    assert.match(memory.award.reviewComment ?? '', /"N" exists already and was linked/);
    assert.equal(memory.award.project?.id, 9);
    assert.equal(memory.award.details.project_link?.id, memory.award.project?.uuid);
    assert.deepEqual(
      decision.audit.map(({ action }) => action),
      ['created', 'linked'],
    );
    assert.equal(memory.award.grantedAllocation, null);
  });

  test('A3.12 within the limits the robot approves: project, credits, members, mapping', () => {
    const decision = memory.create({
      allocation: '10 NHR',
      description: 'D',
      start_date: dayAfter(1),
      members: { 'Ada@x.example': 'PI', 'bo@x.example': 'Wizard' },
    });
    assert.equal(decision.answer.kind, 'mapping');
    const made = memory.award.project;
    assert.deepEqual(
      [made?.name, made?.description, made?.startDate, made?.credits, made?.shortName],
      ['N', 'D', dayAfter(1), '10.00', 'a6a'],
    );
    assert.deepEqual(decision.members?.invitations, [
      { email: 'ada@x.example', role: 'PROJECT.ADMIN' },
    ]);
    assert.match(decision.audit.at(-1)?.note ?? '', /Not invited: bo@x.example/);
    assert.deepEqual(
      [memory.award.reviewedBy, memory.award.grantedAllocation],
      ['robot', '10 NHR'],
    );
  });

  test('A3.12 a nameless award has its identifier as its name', () => {
    memory.create({ name: '  ' });
    assert.equal(memory.award.project?.name, 'p1.ukri');
  });

  test('A3.13 a new project cannot end today or earlier', () => {
    const decision = memory.create({ end_date: dayAfter(0) });
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
    memory.create(fields);
    const { version } = memory.award;
    const again = memory.create(fields);
    assert.deepEqual([again.award, again.project, again.audit], [undefined, undefined, []]);
    assert.equal(memory.award.version, version);
  });
});

describe('A3.16 embargo', () => {
  const until = `${dayAfter(10)}T12:00:00Z`;

  test('an award that only its embargo keeps waiting says so', () => {
    const decision = memory.create({ allocation: '10 NHR', earliest_approve: until });
    assert.deepEqual(memory.award.waitingReasons, [{ code: 'embargoed', until }]);
    assert.deepEqual(decision.answer, {
      kind: 'pending',
      message: `Not to be approved before ${until}.`,
    });
  });

  test('the next message after the embargo approves it', () => {
    const fields = { allocation: '10 NHR', earliest_approve: until };
    memory.create(fields);
    assert.equal(memory.create(fields).answer.kind, 'pending');
    memory.wait(11);
    assert.equal(memory.create(fields).answer.kind, 'mapping');
    assert.deepEqual(
      [state(), memory.award.reviewedBy, memory.projects.length],
      ['approved', 'robot', 1],
    );
    assert.equal(memory.create(fields).answer.kind, 'mapping');
  });

  test('a message that lifts the embargo approves it', () => {
    memory.create({ allocation: '10 NHR', earliest_approve: until });
    assert.equal(memory.create({ allocation: '10 NHR' }).answer.kind, 'mapping');
  });

  test('an award that waits for more than its embargo waits on for a reviewer', () => {
    const fields = { allocation: '2000 NHR', earliest_approve: until };
    memory.create(fields);
    assert.deepEqual(codes(), ['above_approval_limit', 'embargoed']);
    memory.wait(11);
    assert.equal(memory.create(fields).answer.kind, 'pending');
  });

  test('what is asked for meanwhile is judged: above the limit it waits for a reviewer', () => {
    memory.create({ allocation: '10 NHR', earliest_approve: until });
    memory.update({ allocation: '1500 NHR' });
    memory.wait(11);
    assert.equal(memory.update({}).answer.kind, 'pending');
    assert.equal(state(), 'pending');
  });
});

describe('A5.1 an update of an award that is not stored', () => {
  test('waits whatever the limits say', () => {
    assert.equal(
      memory.send('update', { name: 'N', template: 't', end_date: dayAfter(9) }).answer.kind,
      'pending',
    );
    assert.deepEqual(codes(), ['arrived_as_update']);
    memory = new AwardInMemory();
    memory.send('update', {
      name: 'N',
      template: 't',
      end_date: dayAfter(9),
      allocation: '6000 NHR',
    });
    assert.deepEqual(codes(), ['above_maximum', 'arrived_as_update']);
  });
});
