import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { detailsInForce } from '../../src/award/details-in-force.ts';
import { AwardInMemory, dayAfter } from './support.ts';

/* docs/rules/awards.md, A5.8 to A5.15: updates of a running award. Decided without a database. */

let desk: AwardInMemory;
beforeEach(() => {
  desk = new AwardInMemory();
});

const codes = () => desk.award.waitingReasons.map(({ code }) => code);
const state = () => desk.award.state;
const credits = () => desk.award.project?.credits;
const inForce = () => detailsInForce(desk.award).allocation;
const message = ({ answer }: { answer: { kind: string; message?: string } }) =>
  answer.message ?? '';

describe('A5.8 approved', () => {
  beforeEach(() => desk.create({ allocation: '900 NHR' }));

  test('name, description, dates and members follow', () => {
    const decision = desk.update({
      name: 'Deeper',
      description: 'D',
      start_date: dayAfter(2),
      end_date: dayAfter(100),
      members: { 'bo@x.example': 'R' },
    });
    assert.equal(decision.answer.kind, 'mapping');
    const now = desk.award.project;
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
    desk.changeTemplate({ maxCreditLimit: '100', approvalLimit: '0' });
    assert.equal(desk.update({ allocation: '890 NHR' }).answer.kind, 'mapping');
    assert.deepEqual([state(), credits(), inForce()], ['approved', '890.00', '890 NHR']);
  });

  test('A5.9 equal credits in another unit apply at once', () => {
    desk.changeTemplate({ allocationUnitsMapping: { NHR: 1, GPUHR: 2 }, approvalLimit: '0' });
    desk.update({ allocation: '1800 GPUHR' });
    assert.deepEqual([state(), credits(), inForce()], ['approved', '900.00', '1800 GPUHR']);
  });

  test('A5.10 more credits apply at once up to the approval limit', () => {
    assert.equal(desk.update({ allocation: '1000 NHR' }).answer.kind, 'mapping');
    assert.equal(credits(), '1000.00');
  });

  test('A5.10 above it the award waits and its project runs on with what it has', () => {
    const decision = desk.update({ allocation: '1500 NHR', description: 'More' });
    assert.equal(decision.answer.kind, 'pending');
    assert.deepEqual(
      [state(), credits(), desk.award.project?.description, codes(), desk.award.reviewedBy],
      ['pending', '900.00', 'More', ['larger_allocation'], null],
    );
    assert.deepEqual(
      decision.audit.map(({ action }) => action),
      ['sent_back'],
    );
    assert.equal(
      desk.create({ allocation: '1500 NHR', description: 'More' }).answer.kind,
      'pending',
    );
    desk.approve();
    assert.deepEqual([state(), credits(), inForce()], ['approved', '1500.00', '1500 NHR']);
  });

  test('A5.10 an increase in a unit without a factor waits', () => {
    desk.update({ allocation: '1 GPUHR' });
    assert.deepEqual([state(), codes(), credits()], ['pending', ['unmapped_unit'], '900.00']);
  });

  test('A5.11 an increase above the maximum is refused alone', () => {
    const decision = desk.update({ allocation: '6000 NHR', description: 'More' });
    assert.equal(decision.answer.kind, 'mapping');
    assert.deepEqual(decision.notifications, ['award_changed']);
    assert.deepEqual(
      [state(), credits(), desk.award.details.allocation, desk.award.details.description],
      ['approved', '900.00', '900 NHR', 'More'],
    );
    const [note] = desk.award.details.notes;
    assert.match(note?.text ?? '', /6000 NHR was refused: 6000.00 credits are above the maximum/);
    assert.deepEqual([note?.author, note?.timestamp], ['Gatehouse robot', desk.now]);
    assert.equal(desk.update({ allocation: '6000 NHR' }).award, undefined);
    assert.equal(desk.award.details.notes.length, 1);
  });

  test('A5.11 a waiting change that grows above the maximum is refused alone too', () => {
    desk.update({ allocation: '1500 NHR' });
    assert.equal(desk.update({ allocation: '6000 NHR' }).answer.kind, 'mapping');
    assert.deepEqual([state(), inForce(), credits()], ['approved', '900 NHR', '900.00']);
    assert.equal(desk.create({ allocation: '6000 NHR' }).answer.kind, 'mapping');
  });

  test('A5.12 a refused change leaves the award running, with the reason in its notes', () => {
    desk.update({ allocation: '1500 NHR' });
    const decision = desk.refuseChange('No more this year.');
    assert.deepEqual(decision.notifications, ['award_changed']);
    assert.deepEqual(
      [state(), inForce(), credits(), desk.award.reviewComment],
      ['approved', '900 NHR', '900.00', 'No more this year.'],
    );
    assert.deepEqual(desk.award.details.notes, [
      {
        timestamp: desk.now,
        author: 'Rev Iewer',
        text: 'The change of the allocation to 1500 NHR was refused: No more this year.',
      },
    ]);
    const again = desk.update({ allocation: '1500.0 NHR' });
    assert.deepEqual([again.answer.kind, again.award], ['mapping', undefined]);
    assert.equal(desk.create({ allocation: '1500 NHR' }).answer.kind, 'mapping');
    assert.equal(desk.update({ allocation: '1600 NHR' }).answer.kind, 'pending');
    assert.equal(state(), 'pending');
  });

  test('A5.12 a refused change without a comment says what was refused', () => {
    desk.update({ allocation: '1500 NHR' });
    desk.refuseChange('  ');
    assert.equal(desk.award.reviewComment, null);
    assert.match(desk.award.details.notes[0]?.text ?? '', /1500 NHR was refused\.$/);
  });

  test('A5.9 fewer credits apply at once while a larger request waits; the award stays pending', () => {
    desk.update({ allocation: '1500 NHR' });
    assert.equal(desk.update({ allocation: '800 NHR' }).answer.kind, 'pending');
    assert.deepEqual(
      [state(), credits(), inForce(), codes()],
      ['pending', '800.00', '800 NHR', ['now_within_limits']],
    );
    assert.equal(desk.update({ allocation: '800 NHR' }).award, undefined);
    desk.approve();
    assert.deepEqual([state(), credits(), inForce()], ['approved', '800.00', '800 NHR']);
  });

  test('A5.10 more credits than granted wait for the reviewer who has the award already', () => {
    desk.update({ allocation: '1500 NHR' });
    assert.equal(desk.update({ allocation: '950 NHR' }).answer.kind, 'pending');
    assert.deepEqual([state(), credits(), inForce()], ['pending', '900.00', '900 NHR']);
  });

  test('A5.12 a refused change that asks for no more than granted is no lasting refusal', () => {
    desk.update({ allocation: '1500 NHR' });
    desk.update({ allocation: '800 NHR' });
    desk.refuseChange('No.');
    assert.deepEqual([state(), credits()], ['approved', '800.00']);
    assert.equal(desk.award.details.notes[0]?.text, 'The award goes on as it was granted: No.');
    assert.equal(desk.update({ allocation: '700 NHR' }).answer.kind, 'mapping');
    assert.equal(credits(), '700.00');
    desk.update({ allocation: '1500 NHR' });
    desk.update({ allocation: '950 NHR' });
    desk.refuseChange('No.');
    assert.equal(desk.update({ allocation: '950 NHR' }).answer.kind, 'mapping');
    assert.equal(credits(), '700.00');
  });

  test('A5.12 what else a refused message asks for is done', () => {
    desk.update({ allocation: '1500 NHR' });
    desk.refuseChange();
    desk.update({ allocation: '1500 NHR', description: 'New' });
    assert.deepEqual(
      [state(), desk.award.project?.description, inForce()],
      ['approved', 'New', '900 NHR'],
    );
  });

  test('A5.13 what is in force is the granted allocation, not the one that waits', () => {
    desk.update({ allocation: '1500 NHR' });
    assert.deepEqual([inForce(), desk.award.details.allocation], ['900 NHR', '1500 NHR']);
  });

  test('A5.13 an award granted without an allocation has none in force', () => {
    desk = new AwardInMemory();
    desk.create();
    assert.equal(desk.award.grantedAllocation, 'none');
    desk.update({ allocation: '1500 NHR' });
    assert.deepEqual([state(), inForce()], ['pending', null]);
    desk.refuseChange();
    assert.deepEqual([state(), desk.award.details.allocation], ['approved', null]);
  });

  test('A5.13 an allocation keeps every digit that it came with', () => {
    desk = new AwardInMemory();
    desk.create({ allocation: '66.66666666666667 NHR' });
    assert.equal(inForce(), '66.66666666666667 NHR');
    assert.equal(desk.update({ allocation: '66.666666666666670 node hours' }).award, undefined);
    desk.update({ allocation: '1500.10 NHR' });
    assert.deepEqual(
      [inForce(), desk.award.details.allocation],
      ['66.66666666666667 NHR', '1500.10 NHR'],
    );
  });

  test('a change of something else leaves credits alone, whatever the template says by now', () => {
    desk.changeTemplate({ allocationUnitsMapping: { NHR: 0.001 } });
    assert.equal(desk.update({ description: 'x' }).answer.kind, 'mapping');
    assert.equal(credits(), '900.00');
  });
});

describe('A5.14 A5.15 the project is over', () => {
  test('A5.14 past grace the award is rejected, unless the message moves the end', () => {
    desk.create({ allocation: '10 NHR', end_date: dayAfter(5) });
    desk.wait(60);
    const rejected = desk.update({ description: 'x' });
    assert.match(message(rejected), /ended on .*, more than 30 days ago/);
    assert.deepEqual(desk.update({ description: 'x' }).answer, rejected.answer);
    assert.equal(desk.update({ end_date: dayAfter(0, desk.now) }).answer.kind, 'mapping');
    assert.deepEqual([state(), desk.projects.length], ['approved', 1]);
    assert.equal(desk.award.project?.endDate, dayAfter(0, desk.now));
  });

  test('A5.14 past grace and extended goes on', () => {
    desk.create({ allocation: '10 NHR', end_date: dayAfter(5) });
    desk.wait(60);
    assert.equal(desk.update({ end_date: dayAfter(90) }).answer.kind, 'mapping');
    assert.equal(desk.award.project?.endDate, dayAfter(90));
  });

  test('an update that ends the project long ago gets the same answer as the create after it', () => {
    desk.create({ allocation: '10 NHR' });
    const end_date = dayAfter(-31);
    assert.equal(desk.update({ end_date }).answer.kind, 'mapping');
    assert.equal(desk.hasEnded, true);
    assert.equal(desk.update({ end_date }).answer.kind, 'mapping');
    assert.equal(desk.create({ allocation: '10 NHR', end_date }).answer.kind, 'mapping');
    assert.equal(state(), 'approved');
  });

  test('A5.15 in grace a changed allocation is kept and not applied until the project goes on', () => {
    desk.create({ allocation: '500 NHR', end_date: dayAfter(5) });
    desk.wait(20);
    assert.equal(desk.update({ allocation: '700 NHR' }).answer.kind, 'mapping');
    assert.deepEqual(
      [desk.award.details.allocation, inForce(), credits()],
      ['700 NHR', '500 NHR', '500.00'],
    );
    desk.update({ end_date: dayAfter(100) });
    assert.deepEqual([state(), inForce(), credits()], ['approved', '700 NHR', '700.00']);
  });

  test('a project that was removed here is not the end of its award: pending and unlinked', () => {
    desk.create({ allocation: '10 NHR' });
    desk.changeProject({ isRemoved: true });
    const decision = desk.create({ allocation: '10 NHR' });
    assert.deepEqual(
      [decision.answer.kind, state(), desk.award.project, codes(), decision.notifications],
      ['pending', 'pending', null, ['project_missing'], ['award_changed']],
    );
    assert.equal(desk.create({ allocation: '10 NHR' }).answer.kind, 'pending');
    desk.approve();
    assert.equal(desk.award.project?.isRemoved, false);
  });
});
