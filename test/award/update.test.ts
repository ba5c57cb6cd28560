import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
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
const message = ({ answer }: { answer: { kind: string; message?: string } }) =>
  answer.message ?? '';

const nextYear = `${dayAfter(370)}T00:00:00Z`;
const controlled = {
  allocation: '500 NHR',
  earliest_approve: nextYear,
  membership_control: 'locked',
  award: { id: 'EP/1', url: 'https://awards.example/1' },
};

describe('A5.2 merge', () => {
  test('a partial update keeps embargo, control and link; approving is refused', () => {
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

  test('a create without them lifts the embargo and clears control and link', () => {
    desk.create(controlled);
    desk.create({ allocation: '500 NHR' });
    const { details } = desk.award;
    assert.deepEqual(
      [details.earliest_approve, details.membership_control, details.award],
      [undefined, undefined, undefined],
    );
    assert.deepEqual(findApprovalBarriers({ ...desk.award, state: 'pending' }, desk.time), []);
  });

  test('a create with null lifts a restriction of domains, an update with null keeps it', () => {
    desk.create({ allowed_domains: ['*.ac.example'] });
    desk.update({ allowed_domains: null });
    assert.deepEqual(desk.award.details.allowed_domains, ['*.ac.example']);
    desk.create({ allowed_domains: null });
    assert.equal(desk.award.details.allowed_domains, null);
  });

  test('null and absent are one thing in every field', () => {
    desk.create({
      ...controlled,
      earliest_approve: null,
      description: 'D',
      breakdown: { cpu: '1' },
    });
    const before = toWireDetails(desk.award.details);
    const nulls = Object.fromEntries(Object.keys(before).map((name) => [name, null]));
    assert.equal(desk.update(nulls).award, undefined);
    assert.deepEqual(toWireDetails(desk.award.details), before);
  });

  test('A5.3 members and domains replace as a whole, a breakdown merges by key', () => {
    desk.create({
      members: { 'a@x.example': 'PI' },
      allowed_domains: ['x.example'],
      breakdown: { cpu: '1', gpu: '2' },
    });
    desk.update({ members: {}, allowed_domains: [], breakdown: { gpu: '3', disk: '4' } });
    const { members, allowed_domains, breakdown } = desk.award.details;
    assert.deepEqual(
      [members, allowed_domains, breakdown],
      [{}, [], { cpu: '1', gpu: '3', disk: '4' }],
    );
  });

  test('A5.3 project_link is ours alone', () => {
    desk.create({ allocation: '5 NHR', project_link: { id: 'theirs' } });
    const ours = desk.award.details.project_link;
    assert.equal(ours?.id, desk.award.project?.uuid);
    assert.equal(desk.update({ project_link: 'nonsense' }).award, undefined);
    assert.deepEqual(desk.award.details.project_link, ours);
  });

  test('A5.4 a note that comes back in its shortest time and with folded blanks is one', () => {
    desk.create({ allocation: '5 NHR' });
    const note = { timestamp: '2026-11-27T12:00:00.400Z', author: 'Staff', text: 'two  blanks' };
    desk.decide((award) => decideNote(award, note));
    const back = { timestamp: '2026-11-27T12:00:00.4Z', author: 'Staff', text: 'two blanks' };
    assert.equal(desk.update({ notes: [back] }).award, undefined);
    assert.deepEqual(desk.award.details.notes, [note]);
  });

  test('A5.5 the template cannot change: OpenPortalError, nothing stored', () => {
    desk.create({ allocation: '5 NHR' });
    for (const send of [
      () => desk.create({ template: 'u' }),
      () => desk.update({ template: 'u' }),
    ]) {
      const decision = send();
      assert.match(message(decision), /^template: The template of an award cannot change/);
      assert.deepEqual(
        [decision.answer.kind, decision.award, decision.audit],
        ['error', undefined, []],
      );
    }
  });

  test('A5.6 dates are judged on the merged award: refused with words, unchanged', () => {
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
    assert.deepEqual(
      [codes(), desk.award.reviewComment],
      [['above_approval_limit', 'unknown'], 'Old.'],
    );
    assert.equal(message(decision), 'Old.');
  });
});

describe('A5.16 a message that cannot be read', () => {
  test('a stored award stays as it is and shows the reason, audited once for each reason', () => {
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
    assert.deepEqual(
      first.audit.map(({ action }) => action),
      ['message_problem'],
    );
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
