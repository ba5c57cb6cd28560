import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { decideNote, findApprovalBarriers } from '../../src/award/decide-review.ts';
import { decideUnreadable } from '../../src/award/decide-incoming.ts';
import { toWireDetails } from '../../src/award/wire-details.ts';
import { AwardInMemory, dayAfter } from './support.ts';

/* docs/rules/awards.md, A5: an update arrives. Decided without a database. */

let memory: AwardInMemory;
beforeEach(() => {
  memory = new AwardInMemory();
});

const codes = () => memory.award.waitingReasons.map(({ code }) => code);
const state = () => memory.award.state;
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
    memory.create(controlled);
    memory.update({ allocation: '600 NHR' });
    const { details } = memory.award;
    assert.deepEqual(
      [details.allocation, details.earliest_approve, details.membership_control, details.award?.id],
      ['600 NHR', nextYear, 'locked', 'EP/1'],
    );
    assert.deepEqual(
      findApprovalBarriers(memory.award, memory.time).map(({ code }) => code),
      ['embargoed'],
    );
    assert.throws(() => memory.approve(), { name: 'DecisionRefusedError', code: 'embargoed' });
  });

  test('a create without them lifts the embargo and clears control and link', () => {
    memory.create(controlled);
    memory.create({ allocation: '500 NHR' });
    const { details } = memory.award;
    assert.deepEqual(
      [details.earliest_approve, details.membership_control, details.award],
      [undefined, undefined, undefined],
    );
    assert.deepEqual(findApprovalBarriers({ ...memory.award, state: 'pending' }, memory.time), []);
  });

  test('a create with null lifts a restriction of domains, an update with null keeps it', () => {
    memory.create({ allowed_domains: ['*.ac.example'] });
    memory.update({ allowed_domains: null });
    assert.deepEqual(memory.award.details.allowed_domains, ['*.ac.example']);
    memory.create({ allowed_domains: null });
    assert.equal(memory.award.details.allowed_domains, null);
  });

  test('null and absent are one thing in every field', () => {
    memory.create({
      ...controlled,
      earliest_approve: null,
      description: 'D',
      breakdown: { cpu: '1' },
    });
    const before = toWireDetails(memory.award.details);
    const nulls = Object.fromEntries(Object.keys(before).map((name) => [name, null]));
    assert.equal(memory.update(nulls).award, undefined);
    assert.deepEqual(toWireDetails(memory.award.details), before);
  });

  test('A5.3 members and domains replace as a whole, a breakdown merges by key', () => {
    memory.create({
      members: { 'a@x.example': 'PI' },
      allowed_domains: ['x.example'],
      breakdown: { cpu: '1', gpu: '2' },
    });
    memory.update({ members: {}, allowed_domains: [], breakdown: { gpu: '3', disk: '4' } });
    const { members, allowed_domains, breakdown } = memory.award.details;
    assert.deepEqual(
      [members, allowed_domains, breakdown],
      [{}, [], { cpu: '1', gpu: '3', disk: '4' }],
    );
  });

  test('A5.3 project_link is ours alone', () => {
    memory.create({ allocation: '5 NHR', project_link: { id: 'theirs' } });
    const ours = memory.award.details.project_link;
    assert.equal(ours?.id, memory.award.project?.uuid);
    assert.equal(memory.update({ project_link: 'nonsense' }).award, undefined);
    assert.deepEqual(memory.award.details.project_link, ours);
  });

  test('A5.4 a note that comes back in its shortest time and with folded blanks is one', () => {
    memory.create({ allocation: '5 NHR' });
    const note = { timestamp: '2026-11-27T12:00:00.400Z', author: 'Staff', text: 'two  blanks' };
    memory.decide((award) => decideNote(award, note));
    const back = { timestamp: '2026-11-27T12:00:00.4Z', author: 'Staff', text: 'two blanks' };
    assert.equal(memory.update({ notes: [back] }).award, undefined);
    assert.deepEqual(memory.award.details.notes, [note]);
  });

  test('A5.5 the template cannot change: OpenPortalError, nothing stored', () => {
    memory.create({ allocation: '5 NHR' });
    for (const send of [
      () => memory.create({ template: 'u' }),
      () => memory.update({ template: 'u' }),
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
    memory.create({ allocation: '5 NHR', start_date: dayAfter(30), end_date: dayAfter(60) });
    const before = toWireDetails(memory.award.details);
    const decision = memory.update({ end_date: dayAfter(10) });
    assert.equal(decision.answer.kind, 'error');
    assert.match(message(decision), /^end_date: The end .* is before the start/);
    assert.deepEqual([state(), toWireDetails(memory.award.details)], ['approved', before]);
    assert.equal(memory.award.messageProblem, message(decision));
    assert.equal(memory.update({ end_date: dayAfter(10) }).award, undefined);
  });

  test('A5.6 a new award whose end is before its start is refused', () => {
    const decision = memory.create({ start_date: dayAfter(9), end_date: dayAfter(8) });
    assert.deepEqual([decision.answer.kind, memory.existing], ['rejected', null]);
  });
});

describe('A5.7 pending', () => {
  test('stays pending with the merged details, above the maximum too', () => {
    memory.create({ allocation: '2000 NHR' });
    assert.equal(memory.update({ allocation: '6000 NHR' }).answer.kind, 'pending');
    assert.deepEqual([state(), memory.award.details.allocation], ['pending', '6000 NHR']);
    assert.deepEqual(codes(), ['above_maximum']);
  });

  test('stays pending when it would not wait any more, and says so', () => {
    memory.create({ allocation: '2000 NHR' });
    assert.equal(memory.update({ allocation: '20 NHR' }).answer.kind, 'pending');
    assert.deepEqual(codes(), ['now_within_limits']);
    assert.equal(memory.update({ description: 'x' }).answer.kind, 'pending');
    assert.deepEqual(codes(), ['now_within_limits']);
  });

  test('a create that now asks for more than the maximum is rejected', () => {
    memory.create({ allocation: '2000 NHR' });
    assert.equal(memory.create({ allocation: '6000 NHR' }).answer.kind, 'rejected');
    assert.deepEqual([state(), memory.award.waitingReasons], ['rejected', []]);
  });

  test('a comment from before reasons were recorded stays', () => {
    memory.create({ allocation: '2000 NHR' });
    memory.existing = {
      ...memory.award,
      waitingReasons: [{ code: 'unknown' }],
      reviewComment: 'Old.',
    };
    const decision = memory.update({ description: 'x' });
    assert.deepEqual(
      [codes(), memory.award.reviewComment],
      [['above_approval_limit', 'unknown'], 'Old.'],
    );
    assert.equal(message(decision), 'Old.');
  });
});

describe('A5.16 a message that cannot be read', () => {
  test('a stored award stays as it is and shows the reason, audited once for each reason', () => {
    memory.create({ allocation: '10 NHR' });
    const before = toWireDetails(memory.award.details);
    const send = (reason: string) => {
      const decision = decideUnreadable(memory.existing, reason, memory.lastRefusal);
      memory.apply(decision);
      return decision;
    };
    assert.throws(() => memory.create({ allocation: '1,000 NHR' }), { name: 'BadInput' });
    const first = send('allocation: The size of an allocation is a decimal number.');
    assert.deepEqual(first.answer, {
      kind: 'error',
      message: 'allocation: The size of an allocation is a decimal number.',
    });
    assert.deepEqual([state(), toWireDetails(memory.award.details)], ['approved', before]);
    assert.match(memory.award.messageProblem ?? '', /^allocation: /);
    assert.deepEqual(
      first.audit.map(({ action }) => action),
      ['message_problem'],
    );
    assert.deepEqual(send('allocation: The size of an allocation is a decimal number.').audit, []);
    assert.equal(send('end_date: A date is written YYYY-MM-DD.').audit.length, 1);
    assert.equal(memory.create({ allocation: '10 NHR' }).answer.kind, 'mapping');
    assert.equal(memory.award.messageProblem, null);
  });

  test('a stranger is refused, audited once for each reason', () => {
    const first = decideUnreadable(null, 'details: JSON.', null);
    assert.deepEqual([first.answer.kind, first.audit.length], ['rejected', 1]);
    assert.equal(decideUnreadable(null, 'details: JSON.', 'details: JSON.').audit.length, 0);
  });
});
