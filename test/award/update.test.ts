import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { detailsInForce } from '../../src/award/in-force.ts';
import { decideNote, findApprovalBarriers } from '../../src/award/decide-review.ts';
import { decideUnreadable } from '../../src/award/decide-incoming.ts';
import { toWireDetails } from '../../src/award/wire-details.ts';
import { AwardInMemory, dayAfter } from './support.ts';

/* docs/rules/awards.md, A5: an update arrives. Decided without a database. */

let desk: AwardInMemory;
beforeEach(() => {
  desk = new AwardInMemory();
});

const codes = () => desk.award.waitingReasons.map(({ code }) => code);
const state = () => desk.award.state;
const credits = () => desk.award.project?.credits;
const inForce = () => detailsInForce(desk.award).allocation;
const message = ({ answer }: { answer: { kind: string; message?: string } }) => answer.message ?? '';

const nextYear = `${dayAfter(370)}T00:00:00Z`;
const controlled = {
  allocation: '500 NHR',
  earliest_approve: nextYear,
  membership_control: 'locked',
  award: { id: 'EP/1', url: 'https://awards.example/1' },
};

describe('A5.2 merge', () => {
  test('R1 a partial update keeps embargo, control and link; approving is refused', () => {
    desk.create(controlled);
    desk.update({ allocation: '600 NHR' });
    const { details } = desk.award;
    assert.deepEqual(
      [details.allocation, details.earliest_approve, details.membership_control, details.award?.id],
      ['600 NHR', nextYear, 'locked', 'EP/1'],
    );
    assert.deepEqual(
      findApprovalBarriers(desk.award, desk.time).map(({ code }) => code),
      ['embargoed'],
    );
    assert.throws(() => desk.approve(), { name: 'DecisionRefusedError', code: 'embargoed' });
  });

  test('R2 a create without them lifts the embargo and clears control and link', () => {
    desk.create(controlled);
    desk.create({ allocation: '500 NHR' });
    const { details } = desk.award;
    assert.deepEqual(
      [details.earliest_approve, details.membership_control, details.award],
      [undefined, undefined, undefined],
    );
    assert.deepEqual(findApprovalBarriers({ ...desk.award, state: 'pending' }, desk.time), []);
  });

  test('R3 a create with null lifts a restriction of domains, an update with null keeps it', () => {
    desk.create({ allowed_domains: ['*.ac.example'] });
    desk.update({ allowed_domains: null });
    assert.deepEqual(desk.award.details.allowed_domains, ['*.ac.example']);
    desk.create({ allowed_domains: null });
    assert.equal(desk.award.details.allowed_domains, null);
  });

  test('null and absent are one thing in every field', () => {
    desk.create({ ...controlled, earliest_approve: null, description: 'D', breakdown: { cpu: 1 } });
    const before = toWireDetails(desk.award.details);
    const nulls = Object.fromEntries(Object.keys(before).map((name) => [name, null]));
    assert.equal(desk.update(nulls).award, undefined);
    assert.deepEqual(toWireDetails(desk.award.details), before);
  });

  test('A5.3 members and domains replace as a whole, a breakdown merges by key', () => {
    desk.create({
      members: { 'a@x.example': 'PI' },
      allowed_domains: ['x.example'],
      breakdown: { cpu: 1, gpu: 2 },
    });
    desk.update({ members: {}, allowed_domains: [], breakdown: { gpu: 3, disk: 4 } });
    const { members, allowed_domains, breakdown } = desk.award.details;
    assert.deepEqual(
      [members, allowed_domains, breakdown],
      [{}, [], { cpu: 1, gpu: 3, disk: 4 }],
    );
  });

  test('A5.3 project_link is ours alone', () => {
    desk.create({ allocation: '5 NHR', project_link: { id: 'theirs' } });
    const ours = desk.award.details.project_link;
    assert.equal(ours?.id, desk.award.project?.uuid);
    assert.equal(desk.update({ project_link: 'nonsense' }).award, undefined);
    assert.deepEqual(desk.award.details.project_link, ours);
  });

  test('A5.4 W9 a note that comes back in its shortest time and with folded blanks is one', () => {
    desk.create({ allocation: '5 NHR' });
    const note = { timestamp: '2026-11-27T12:00:00.400Z', author: 'Staff', text: 'two  blanks' };
    desk.decide((award) => decideNote(award, note));
    const back = { timestamp: '2026-11-27T12:00:00.4Z', author: 'Staff', text: 'two blanks' };
    assert.equal(desk.update({ notes: [back] }).award, undefined);
    assert.deepEqual(desk.award.details.notes, [note]);
  });

  test('A5.5 the template cannot change: OpenPortalError, nothing stored', () => {
    desk.create({ allocation: '5 NHR' });
    for (const send of [() => desk.create({ template: 'u' }), () => desk.update({ template: 'u' })]) {
      const decision = send();
      assert.match(message(decision), /^template: The template of an award cannot change/);
      assert.deepEqual([decision.answer.kind, decision.award, decision.audit], ['error', undefined, []]);
    }
  });

  test('A5.6 R21 dates are judged on the merged award: refused with words, unchanged', () => {
    desk.create({ allocation: '5 NHR', start_date: dayAfter(30), end_date: dayAfter(60) });
    const before = toWireDetails(desk.award.details);
    const decision = desk.update({ end_date: dayAfter(10) });
    assert.equal(decision.answer.kind, 'error');
    assert.match(message(decision), /^end_date: The end .* is before the start/);
    assert.deepEqual([state(), toWireDetails(desk.award.details)], ['approved', before]);
    assert.equal(desk.award.messageProblem, message(decision));
    assert.equal(desk.update({ end_date: dayAfter(10) }).award, undefined);
  });

  test('A5.6 a new award whose end is before its start is refused', () => {
    const decision = desk.create({ start_date: dayAfter(9), end_date: dayAfter(8) });
    assert.deepEqual([decision.answer.kind, desk.existing], ['rejected', null]);
  });
});

describe('A5.7 pending', () => {
  test('stays pending with the merged details, above the maximum too', () => {
    desk.create({ allocation: '2000 NHR' });
    assert.equal(desk.update({ allocation: '6000 NHR' }).answer.kind, 'pending');
    assert.deepEqual([state(), desk.award.details.allocation], ['pending', '6000 NHR']);
    assert.deepEqual(codes(), ['above_maximum']);
  });

  test('stays pending when it would not wait any more, and says so', () => {
    desk.create({ allocation: '2000 NHR' });
    assert.equal(desk.update({ allocation: '20 NHR' }).answer.kind, 'pending');
    assert.deepEqual(codes(), ['now_within_limits']);
    assert.equal(desk.update({ description: 'x' }).answer.kind, 'pending');
    assert.deepEqual(codes(), ['now_within_limits']);
  });

  test('a create that now asks for more than the maximum is rejected', () => {
    desk.create({ allocation: '2000 NHR' });
    assert.equal(desk.create({ allocation: '6000 NHR' }).answer.kind, 'rejected');
    assert.deepEqual([state(), desk.award.waitingReasons], ['rejected', []]);
  });

  test('a comment from before reasons were recorded stays', () => {
    desk.create({ allocation: '2000 NHR' });
    desk.existing = { ...desk.award, waitingReasons: [{ code: 'unknown' }], reviewComment: 'Old.' };
    const decision = desk.update({ description: 'x' });
    assert.deepEqual([codes(), desk.award.reviewComment], [['above_approval_limit', 'unknown'], 'Old.']);
    assert.equal(message(decision), 'Old.');
  });
});

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
    assert.deepEqual(now?.members.map(({ emails }) => emails[0]), ['bo@x.example']);
    assert.deepEqual(decision.audit.map(({ action }) => action), ['updated']);
  });

  test('A5.9 R15 fewer credits apply at once, whatever the maximum is by now', () => {
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
    assert.deepEqual(decision.audit.map(({ action }) => action), ['sent_back']);
    assert.equal(desk.create({ allocation: '1500 NHR', description: 'More' }).answer.kind, 'pending');
    desk.approve();
    assert.deepEqual([state(), credits(), inForce()], ['approved', '1500.00', '1500 NHR']);
  });

  test('A5.10 an increase in a unit without a factor waits', () => {
    desk.update({ allocation: '1 GPUHR' });
    assert.deepEqual([state(), codes(), credits()], ['pending', ['unmapped_unit'], '900.00']);
  });

  test('A5.11 R16 an increase above the maximum is refused alone', () => {
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

  test('A5.12 R13 a refused change leaves the award running, with the reason in its notes', () => {
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

  test('A5.12 what else a refused message asks for is done', () => {
    desk.update({ allocation: '1500 NHR' });
    desk.refuseChange();
    desk.update({ allocation: '1500 NHR', description: 'New' });
    assert.deepEqual(
      [state(), desk.award.project?.description, inForce()],
      ['approved', 'New', '900 NHR'],
    );
  });

  test('A5.13 R12 what is in force is the granted allocation, not the one that waits', () => {
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

  test('A5.13 W7 an allocation keeps every digit that it came with', () => {
    desk = new AwardInMemory();
    desk.create({ allocation: '66.66666666666667 NHR' });
    assert.equal(inForce(), '66.66666666666667 NHR');
    assert.equal(desk.update({ allocation: '66.666666666666670 node hours' }).award, undefined);
    desk.update({ allocation: '1500.10 NHR' });
    assert.deepEqual([inForce(), desk.award.details.allocation], ['66.66666666666667 NHR', '1500.10 NHR']);
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

  test('R20 an update that ends the project long ago gets the same answer as the create after it', () => {
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

  test('R22 a project that was removed here is not the end of its award: pending and unlinked', () => {
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

describe('A5.16 a message that cannot be read', () => {
  test('R8 a stored award stays as it is and shows the reason, audited once for each reason', () => {
    desk.create({ allocation: '10 NHR' });
    const before = toWireDetails(desk.award.details);
    const send = (reason: string) => {
      const decision = decideUnreadable(desk.existing, reason, desk.lastRefusal);
      desk.apply(decision);
      return decision;
    };
    assert.throws(() => desk.create({ allocation: '1,000 NHR' }), { name: 'BadInput' });
    const first = send('allocation: The size of an allocation is a decimal number.');
    assert.deepEqual(first.answer, {
      kind: 'error',
      message: 'allocation: The size of an allocation is a decimal number.',
    });
    assert.deepEqual([state(), toWireDetails(desk.award.details)], ['approved', before]);
    assert.match(desk.award.messageProblem ?? '', /^allocation: /);
    assert.deepEqual(first.audit.map(({ action }) => action), ['message_problem']);
    assert.deepEqual(send('allocation: The size of an allocation is a decimal number.').audit, []);
    assert.equal(send('end_date: A date is written YYYY-MM-DD.').audit.length, 1);
    assert.equal(desk.create({ allocation: '10 NHR' }).answer.kind, 'mapping');
    assert.equal(desk.award.messageProblem, null);
  });

  test('a stranger is refused, audited once for each reason', () => {
    const first = decideUnreadable(null, 'details: JSON.', null);
    assert.deepEqual([first.answer.kind, first.audit.length], ['rejected', 1]);
    assert.equal(decideUnreadable(null, 'details: JSON.', 'details: JSON.').audit.length, 0);
  });
});

