import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { computeLimit, computeWanted } from '../../src/wanted-state/compute-wanted.ts';
import { isSameQuota, normalizeQuotaSize } from '../../src/wanted-state/quota-size.ts';
import type { WantedInput } from '../../src/wanted-state/wanted-types.ts';

const base: WantedInput = {
  project: {
    shortName: 'a6a',
    startDate: '2026-12-01',
    endDate: '2027-03-31',
    credits: '500.00',
    isRemoved: false,
  },
  award: { breakdown: {} },
  people: [{ personId: 1, shortName: 'ada', isActive: true }],
  resources: [{ resourceId: 7, secondsPerCredit: '3600', volumes: ['scratch'], quotaMapping: {} }],
  pairs: [],
};
const pair = { resourceId: 7, secondsPerCredit: '3600', endedAt: null, isBlockedByStaff: false };
const january = '2027-01-15T12:00:00Z';

function compute(more: Partial<WantedInput> = {}, now = january) {
  const [wanted] = computeWanted({ ...base, ...more }, new Date(now));
  assert.ok(wanted);
  return wanted;
}

describe('M4.1 what is wanted of a project on a resource', () => {
  for (const [name, more, now, expected] of [
    ['it runs', {}, january, ['present', 'running', '2027-04-01T00:00:00Z']],
    [
      'before the start',
      {},
      '2026-11-30T23:59:59Z',
      ['blocked', 'not_started', '2026-12-01T00:00:00Z'],
    ],
    ['on the last day', {}, '2027-03-31T23:59:59Z', ['present', 'running', '2027-04-01T00:00:00Z']],
    ['after the end', {}, '2027-04-01T00:00:00Z', ['blocked', 'ended', '2027-05-01T00:00:00Z']],
    [
      'on the last day of grace',
      {},
      '2027-04-30T23:59:59Z',
      ['blocked', 'ended', '2027-05-01T00:00:00Z'],
    ],
    ['after the grace', {}, '2027-05-01T00:00:00Z', ['absent', 'grace_over', null]],
    [
      'blocked by staff',
      { pairs: [{ ...pair, isBlockedByStaff: true }] },
      january,
      ['blocked', 'blocked_by_staff', '2027-04-01T00:00:00Z'],
    ],
    [
      'staff do not open what has ended',
      { pairs: [{ ...pair, isBlockedByStaff: false }] },
      '2027-04-02T00:00:00Z',
      ['blocked', 'ended', '2027-05-01T00:00:00Z'],
    ],
    [
      'no award runs',
      { award: null, pairs: [pair] },
      january,
      ['blocked', 'no_award', '2027-02-14T12:00:00Z'],
    ],
    [
      'no award has run for 30 days',
      { award: null, pairs: [{ ...pair, endedAt: '2026-12-16T12:00:00Z' }] },
      january,
      ['absent', 'no_award', null],
    ],
    [
      'the project is removed',
      { project: { ...base.project, isRemoved: true }, award: null, pairs: [pair] },
      january,
      ['blocked', 'project_removed', '2027-02-14T12:00:00Z'],
    ],
    [
      'the template names it no longer',
      { resources: [], pairs: [pair] },
      january,
      ['blocked', 'not_in_template', '2027-02-14T12:00:00Z'],
    ],
    [
      'the short name begins with a digit',
      { project: { ...base.project, shortName: '6a' } },
      january,
      ['blocked', 'bad_short_name', null],
    ],
    [
      'the award came back',
      { pairs: [{ ...pair, endedAt: '2026-12-16T12:00:00Z' }] },
      january,
      ['present', 'running', '2027-04-01T00:00:00Z'],
    ],
  ] as const) {
    it(name, () => {
      const { wanted, reason, recheckAt } = compute(more as Partial<WantedInput>, now);
      assert.deepEqual([wanted, reason, recheckAt], expected);
    });
  }

  it('without an award and without a row there is nothing', () => {
    assert.deepEqual(computeWanted({ ...base, award: null }, new Date(january)), []);
  });
});

describe('who is wanted on a machine', () => {
  const people = [
    { personId: 1, shortName: 'ada', isActive: true },
    { personId: 2, shortName: null, isActive: true },
    { personId: 3, shortName: 'grace', isActive: false },
    { personId: 4, shortName: 'a'.repeat(29), isActive: true },
  ];

  it('M2.2 active people with a short name that fits; of others it is said why not', () => {
    const { members } = compute({ people });
    assert.deepEqual(
      members.map(({ wanted }) => wanted),
      [true, false, false, false],
    );
    assert.match(members[1]?.problem ?? '', /no short name/);
    assert.equal(members[2]?.problem, null);
    assert.match(members[3]?.problem ?? '', /longer than 32/);
  });

  it('nobody where the project is absent', () => {
    const { members } = compute({ people }, '2027-06-01T00:00:00Z');
    assert.ok(members.every(({ wanted, problem }) => !wanted && problem === null));
  });
});

describe('M4.2 the limit', () => {
  for (const [credits, perCredit, seconds] of [
    ['500.00', '3600', 1_800_000],
    ['0.01', '3600', 60],
    ['0.0167', '3600', 120],
    ['1.5', '60', 120],
    ['0', '3600', 0],
    [null, '3600', 0],
    ['1000000000.00', '3600', 3_600_000_000_000],
  ] as const) {
    it(`${credits} credits of ${perCredit} s are ${seconds} s`, () => {
      assert.equal(computeLimit(credits, perCredit), seconds);
    });
  }
});

describe('quotas', () => {
  it('follow the breakdown by the mapping of the template', () => {
    const [resource] = base.resources;
    assert.ok(resource);
    const quotaMapping = { project_storage: 'scratch', other: 'missing', odd: 'scratch' };
    const { quotas, problem } = compute({
      award: { breakdown: { project_storage: '5 TB', other: '1 TB', odd: 'much' } },
      resources: [{ ...resource, quotaMapping }],
    });
    assert.deepEqual(quotas, { scratch: '5.00 TB' });
    assert.match(problem ?? '', /no volume missing.*odd is not a size/);
  });

  for (const [text, size] of [
    ['5 TB', '5.00 TB'],
    ['5.00TB', '5.00 TB'],
    ['500 GiB', '500.00 GB'],
    ['unlimited', 'unlimited'],
    ['0 TB', null],
    ['-1 TB', null],
    ['5', null],
    [5, null],
  ] as const) {
    it(`${text} is read as ${size}`, () => assert.equal(normalizeQuotaSize(text), size));
  }

  it('are the same in other units', () => {
    assert.ok(isSameQuota('1.00 TB', '1024.00 GB'));
    assert.ok(!isSameQuota('1.00 TB', '1000.00 GB'));
    assert.ok(!isSameQuota('1.00 TB', 'unlimited'));
  });
});
