import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { detailsInForce } from '../../src/award/details-in-force.ts';
import { AwardInMemory, dayAfter } from './support.ts';

/* docs/rules/awards.md, A5.8 to A5.15: updates of a running award. Decided without a database. */

let memory: AwardInMemory;
beforeEach(() => {
  memory = new AwardInMemory();
});

const codes = () => memory.award.waitingReasons.map(({ code }) => code);
const state = () => memory.award.state;
const credits = () => memory.award.project?.credits;
const inForce = () => detailsInForce(memory.award).allocation;
const message = ({ answer }: { answer: { kind: string; message?: string } }) =>
  answer.message ?? '';

describe('A5.8 approved', () => {
  beforeEach(() => memory.create({ allocation: '900 NHR' }));

  test('name, description, dates and members follow', () => {
    const decision = memory.update({
      name: 'Deeper',
      description: 'D',
      start_date: dayAfter(2),
      end_date: dayAfter(100),
      members: { 'bo@x.example': 'R' },
    });
    assert.equal(decision.answer.kind, 'mapping');
    const now = memory.award.project;
    assert.deepEqual(
      [now?.name, now?.description, now?.startDate, now?.endDate, now?.credits],
      ['Deeper', 'D', dayAfter(2), dayAfter(100), '900.00'],
    );
    assert.deepEqual(
      now?.members.map(({ emails }) => emails[0]),
      ['bo@x.example'],
    );
    assert.deepEqual(
      decision.audit.map(({ action }) => action),
      ['updated'],
    );
  });

  test('A5.9 fewer credits apply at once, whatever the maximum is by now', () => {
    memory.changeTemplate({ maxCreditLimit: '100', approvalLimit: '0' });
    assert.equal(memory.update({ allocation: '890 NHR' }).answer.kind, 'mapping');
    assert.deepEqual([state(), credits(), inForce()], ['approved', '890.00', '890 NHR']);
  });

  test('A5.9 equal credits in another unit apply at once', () => {
    memory.changeTemplate({ allocationUnitsMapping: { NHR: 1, GPUHR: 2 }, approvalLimit: '0' });
    memory.update({ allocation: '1800 GPUHR' });
    assert.deepEqual([state(), credits(), inForce()], ['approved', '900.00', '1800 GPUHR']);
  });

  test('A5.10 more credits apply at once up to the approval limit', () => {
    assert.equal(memory.update({ allocation: '1000 NHR' }).answer.kind, 'mapping');
    assert.equal(credits(), '1000.00');
  });

  test('A5.10 above it the award waits and its project runs on with what it has', () => {
    const decision = memory.update({ allocation: '1500 NHR', description: 'More' });
    assert.equal(decision.answer.kind, 'pending');
    assert.deepEqual(
      [state(), credits(), memory.award.project?.description, codes(), memory.award.reviewedBy],
      ['pending', '900.00', 'More', ['larger_allocation'], null],
    );
    assert.deepEqual(
      decision.audit.map(({ action }) => action),
      ['sent_back'],
    );
    assert.equal(
      memory.create({ allocation: '1500 NHR', description: 'More' }).answer.kind,
      'pending',
    );
    memory.approve();
    assert.deepEqual([state(), credits(), inForce()], ['approved', '1500.00', '1500 NHR']);
  });

  test('A5.10 an increase in a unit without a factor waits', () => {
    memory.update({ allocation: '1 GPUHR' });
    assert.deepEqual([state(), codes(), credits()], ['pending', ['unmapped_unit'], '900.00']);
  });

  test('A5.11 an increase above the maximum is refused alone', () => {
    const decision = memory.update({ allocation: '6000 NHR', description: 'More' });
    assert.equal(decision.answer.kind, 'mapping');
    assert.deepEqual(decision.notifications, ['award_changed']);
    assert.deepEqual(
      [state(), credits(), memory.award.details.allocation, memory.award.details.description],
      ['approved', '900.00', '900 NHR', 'More'],
    );
    const [note] = memory.award.details.notes;
    assert.match(note?.text ?? '', /6000 NHR was refused: 6000.00 credits are above the maximum/);
    assert.deepEqual([note?.author, note?.timestamp], ['Gatehouse robot', memory.now]);
    assert.equal(memory.update({ allocation: '6000 NHR' }).award, undefined);
    assert.equal(memory.award.details.notes.length, 1);
  });

  test('A5.11 a waiting change that grows above the maximum is refused alone too', () => {
    memory.update({ allocation: '1500 NHR' });
    assert.equal(memory.update({ allocation: '6000 NHR' }).answer.kind, 'mapping');
    assert.deepEqual([state(), inForce(), credits()], ['approved', '900 NHR', '900.00']);
    assert.equal(memory.create({ allocation: '6000 NHR' }).answer.kind, 'mapping');
  });

  test('A5.12 a refused change leaves the award running, with the reason in its notes', () => {
    memory.update({ allocation: '1500 NHR' });
    const decision = memory.refuseChange('No more this year.');
    assert.deepEqual(decision.notifications, ['award_changed']);
    assert.deepEqual(
      [state(), inForce(), credits(), memory.award.reviewComment],
      ['approved', '900 NHR', '900.00', 'No more this year.'],
    );
    assert.deepEqual(memory.award.details.notes, [
      {
        timestamp: memory.now,
        author: 'Rev Iewer',
        text: 'The change of the allocation to 1500 NHR was refused: No more this year.',
      },
    ]);
    const again = memory.update({ allocation: '1500.0 NHR' });
    assert.deepEqual([again.answer.kind, again.award], ['mapping', undefined]);
    assert.equal(memory.create({ allocation: '1500 NHR' }).answer.kind, 'mapping');
    assert.equal(memory.update({ allocation: '1600 NHR' }).answer.kind, 'pending');
    assert.equal(state(), 'pending');
  });

  test('A5.12 a refused change without a comment says what was refused', () => {
    memory.update({ allocation: '1500 NHR' });
    memory.refuseChange('  ');
    assert.equal(memory.award.reviewComment, null);
    assert.match(memory.award.details.notes[0]?.text ?? '', /1500 NHR was refused\.$/);
  });

  test('A5.9 fewer credits apply at once while a larger request waits; the award stays pending', () => {
    memory.update({ allocation: '1500 NHR' });
    assert.equal(memory.update({ allocation: '800 NHR' }).answer.kind, 'pending');
    assert.deepEqual(
      [state(), credits(), inForce(), codes()],
      ['pending', '800.00', '800 NHR', ['now_within_limits']],
    );
    assert.equal(memory.update({ allocation: '800 NHR' }).award, undefined);
    memory.approve();
    assert.deepEqual([state(), credits(), inForce()], ['approved', '800.00', '800 NHR']);
  });

  test('A5.10 more credits than granted wait for the reviewer who has the award already', () => {
    memory.update({ allocation: '1500 NHR' });
    assert.equal(memory.update({ allocation: '950 NHR' }).answer.kind, 'pending');
    assert.deepEqual([state(), credits(), inForce()], ['pending', '900.00', '900 NHR']);
  });

  test('A5.12 a refused change that asks for no more than granted is no lasting refusal', () => {
    memory.update({ allocation: '1500 NHR' });
    memory.update({ allocation: '800 NHR' });
    memory.refuseChange('No.');
    assert.deepEqual([state(), credits()], ['approved', '800.00']);
    assert.equal(memory.award.details.notes[0]?.text, 'The award goes on as it was granted: No.');
    assert.equal(memory.update({ allocation: '700 NHR' }).answer.kind, 'mapping');
    assert.equal(credits(), '700.00');
    memory.update({ allocation: '1500 NHR' });
    memory.update({ allocation: '950 NHR' });
    memory.refuseChange('No.');
    assert.equal(memory.update({ allocation: '950 NHR' }).answer.kind, 'mapping');
    assert.equal(credits(), '700.00');
  });

  test('A5.12 what else a refused message asks for is done', () => {
    memory.update({ allocation: '1500 NHR' });
    memory.refuseChange();
    memory.update({ allocation: '1500 NHR', description: 'New' });
    assert.deepEqual(
      [state(), memory.award.project?.description, inForce()],
      ['approved', 'New', '900 NHR'],
    );
  });

  test('A5.13 what is in force is the granted allocation, not the one that waits', () => {
    memory.update({ allocation: '1500 NHR' });
    assert.deepEqual([inForce(), memory.award.details.allocation], ['900 NHR', '1500 NHR']);
  });

  test('A5.13 an award granted without an allocation has none in force', () => {
    memory = new AwardInMemory();
    memory.create();
    assert.equal(memory.award.grantedAllocation, 'none');
    memory.update({ allocation: '1500 NHR' });
    assert.deepEqual([state(), inForce()], ['pending', null]);
    memory.refuseChange();
    assert.deepEqual([state(), memory.award.details.allocation], ['approved', null]);
  });

  test('A5.13 an allocation keeps every digit that it came with', () => {
    memory = new AwardInMemory();
    memory.create({ allocation: '66.66666666666667 NHR' });
    assert.equal(inForce(), '66.66666666666667 NHR');
    assert.equal(memory.update({ allocation: '66.666666666666670 node hours' }).award, undefined);
    memory.update({ allocation: '1500.10 NHR' });
    assert.deepEqual(
      [inForce(), memory.award.details.allocation],
      ['66.66666666666667 NHR', '1500.10 NHR'],
    );
  });

  test('a change of something else leaves credits alone, whatever the template says by now', () => {
    memory.changeTemplate({ allocationUnitsMapping: { NHR: 0.001 } });
    assert.equal(memory.update({ description: 'x' }).answer.kind, 'mapping');
    assert.equal(credits(), '900.00');
  });
});

describe('A5.14 A5.15 the project is over', () => {
  test('A5.14 past grace the award is rejected, unless the message moves the end', () => {
    memory.create({ allocation: '10 NHR', end_date: dayAfter(5) });
    memory.wait(60);
    const rejected = memory.update({ description: 'x' });
    assert.match(message(rejected), /ended on .*, more than 30 days ago/);
    assert.deepEqual(memory.update({ description: 'x' }).answer, rejected.answer);
    assert.equal(memory.update({ end_date: dayAfter(0, memory.now) }).answer.kind, 'mapping');
    assert.deepEqual([state(), memory.projects.length], ['approved', 1]);
    assert.equal(memory.award.project?.endDate, dayAfter(0, memory.now));
  });

  test('A5.14 past grace and extended goes on', () => {
    memory.create({ allocation: '10 NHR', end_date: dayAfter(5) });
    memory.wait(60);
    assert.equal(memory.update({ end_date: dayAfter(90) }).answer.kind, 'mapping');
    assert.equal(memory.award.project?.endDate, dayAfter(90));
  });

  test('an update that ends the project long ago gets the same answer as the create after it', () => {
    memory.create({ allocation: '10 NHR' });
    const end_date = dayAfter(-31);
    assert.equal(memory.update({ end_date }).answer.kind, 'mapping');
    assert.equal(memory.hasEnded, true);
    assert.equal(memory.update({ end_date }).answer.kind, 'mapping');
    assert.equal(memory.create({ allocation: '10 NHR', end_date }).answer.kind, 'mapping');
    assert.equal(state(), 'approved');
  });

  test('A5.15 in grace a changed allocation is kept and not applied until the project goes on', () => {
    memory.create({ allocation: '500 NHR', end_date: dayAfter(5) });
    memory.wait(20);
    assert.equal(memory.update({ allocation: '700 NHR' }).answer.kind, 'mapping');
    assert.deepEqual(
      [memory.award.details.allocation, inForce(), credits()],
      ['700 NHR', '500 NHR', '500.00'],
    );
    memory.update({ end_date: dayAfter(100) });
    assert.deepEqual([state(), inForce(), credits()], ['approved', '700 NHR', '700.00']);
  });

  test('a project that was removed here is not the end of its award: pending and unlinked', () => {
    memory.create({ allocation: '10 NHR' });
    memory.changeProject({ isRemoved: true });
    const decision = memory.create({ allocation: '10 NHR' });
    assert.deepEqual(
      [decision.answer.kind, state(), memory.award.project, codes(), decision.notifications],
      ['pending', 'pending', null, ['project_missing'], ['award_changed']],
    );
    assert.equal(memory.create({ allocation: '10 NHR' }).answer.kind, 'pending');
    memory.approve();
    assert.equal(memory.award.project?.isRemoved, false);
  });
});
