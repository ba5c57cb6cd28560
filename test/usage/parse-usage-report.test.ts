import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseUsageReport } from '../../src/usage/parse-usage-report.ts';
import { createEmptyDay, shouldReplaceDay, sumSeconds } from '../../src/usage/usage-figures.ts';

type Json = Record<string, unknown>;

const asked = {
  project: 'a6a.brics',
  range: { from: '2026-08-01', to: '2026-08-05' },
  today: '2026-08-03',
};

const empty = {
  reports: {},
  components: {},
  num_jobs: 0,
  total_wait_seconds: 0,
  is_complete: true,
};
const busy = {
  reports: { 'alice.a6a': { seconds: 7200 }, unknown: { seconds: 9 } },
  components: { cpu: { 'alice.a6a': { seconds: 57_600 } }, gpu: { 'alice.a6a': { seconds: 5 } } },
  num_jobs: 3,
  total_wait_seconds: 40,
  user_job_counts: { 'alice.a6a': 2 },
  user_wait_seconds: { 'alice.a6a': 30 },
  is_complete: true,
};

function report(changes: Json = {}): Json {
  return {
    project: 'a6a.brics',
    reports: {
      '2026-08-01': busy,
      '2026-08-02': empty,
      '2026-08-03': { ...busy, is_complete: false },
    },
    users: { 'alice.a6a.brics': 'alice.a6a' },
    ...changes,
  };
}

/** A report with this change of its first day. */
function withDay(changes: Json): Json {
  const { reports } = report();
  return report({ reports: { ...(reports as Json), '2026-08-01': { ...busy, ...changes } } });
}

function parse(value: Json | string) {
  return parseUsageReport(typeof value === 'string' ? value : JSON.stringify(value), asked);
}

function accept(value: Json) {
  const outcome = parse(value);
  assert.equal(outcome.code, 'accepted', JSON.stringify(outcome));
  if (outcome.code !== 'accepted') throw new Error();
  return outcome;
}

suite('M5.1 a usage report of an agent', () => {
  test('is taken with every day up to today, by local name', () => {
    const { days, localNames } = accept(report());
    assert.deepEqual([...days.keys()], ['2026-08-01', '2026-08-02', '2026-08-03']);
    assert.deepEqual([...localNames], [['alice', 'alice.a6a']]);
    assert.deepEqual(days.get('2026-08-01'), {
      isComplete: true,
      users: new Map([
        [
          'alice.a6a',
          {
            seconds: 7200,
            jobs: 2,
            waitSeconds: 30,
            components: new Map([
              ['cpu', 57_600],
              ['gpu', 5],
            ]),
          },
        ],
        ['unknown', { seconds: 9, jobs: 0, waitSeconds: 0, components: new Map() }],
      ]),
      jobs: 3,
      waitSeconds: 40,
      extra: {},
    });
    assert.deepEqual(days.get('2026-08-02'), createEmptyDay(true));
  });

  test('as 0.94 writes it, without what is empty', () => {
    const day = { reports: {}, is_complete: false };
    const reports = { '2026-08-01': day, '2026-08-02': {}, '2026-08-03': day };
    const { days } = accept(report({ reports, users: undefined }));
    assert.deepEqual([...days.values()], Array(3).fill(createEmptyDay(false)));
  });

  test('keeps figures of newer agents as they came', () => {
    const extra = {
      user_runtime_seconds: { 'alice.a6a': 60 },
      requeue_reports: { 'alice.a6a': { seconds: 5 } },
      reservation_reports: { night: { 'alice.a6a': { seconds: 5 } } },
      total_expansion_milli: 1500,
    };
    assert.deepEqual(accept(withDay(extra)).days.get('2026-08-01')?.extra, extra);
  });

  test('today is never complete, whatever it says', () => {
    const { reports } = report();
    const changed = { ...(reports as Json), '2026-08-03': busy };
    assert.equal(accept(report({ reports: changed })).days.get('2026-08-03')?.isComplete, false);
  });

  test('is left where a day is missing: Slurm was down', () => {
    const { '2026-08-02': _, ...rest } = report().reports as Json;
    assert.deepEqual(parse(report({ reports: rest })), {
      code: 'days_missing',
      missing: ['2026-08-02'],
    });
    assert.deepEqual(parse(report({ reports: {} })), {
      code: 'days_missing',
      missing: ['2026-08-01', '2026-08-02', '2026-08-03'],
    });
  });

  const refused: [string, Json | string, string, RegExp][] = [
    ['no JSON', '{"project":', 'report', /not JSON/],
    ['a list', '[]', 'report', /JSON object/],
    ['another project', report({ project: 'b7b.brics' }), 'project', /about a6a\.brics/],
    ['no reports', report({ reports: [] }), 'reports', /JSON object/],
    [
      'a day that is none',
      report({ reports: { '2026-08-32': empty } }),
      'reports.2026-08-32',
      /no such day/,
    ],
    [
      'another spelling of a day',
      report({ reports: { '2026-8-1': empty } }),
      'reports.2026-8-1',
      /YYYY-MM-DD/,
    ],
    [
      'a day that was not asked for',
      report({ reports: { '2026-07-31': empty } }),
      'reports.2026-07-31',
      /asked for/,
    ],
    [
      'a day twice',
      JSON.stringify(report()).replace('"reports":{', '"reports":{"2026-08-02":{},'),
      'reports.2026-08-02',
      /twice/,
    ],
    [
      'a person twice on a day',
      JSON.stringify(report()).replace(
        '"alice.a6a":{"seconds":7200}',
        '"alice.a6a":{"seconds":1},"alice\\u002ea6a":{"seconds":2}',
      ),
      'reports.2026-08-01.reports.alice.a6a',
      /twice/,
    ],
    [
      'negative seconds',
      withDay({ reports: { 'alice.a6a': { seconds: -1 } } }),
      'reports.2026-08-01.reports.alice.a6a.seconds',
      /from 0/,
    ],
    [
      'half a second',
      withDay({ reports: { 'alice.a6a': { seconds: 1.5 } } }),
      'reports.2026-08-01.reports.alice.a6a.seconds',
      /whole number/,
    ],
    [
      'seconds as text',
      withDay({ reports: { 'alice.a6a': { seconds: '1' } } }),
      'reports.2026-08-01.reports.alice.a6a.seconds',
      /whole number/,
    ],
    [
      'a bare number',
      withDay({ reports: { 'alice.a6a': 1 } }),
      'reports.2026-08-01.reports.alice.a6a',
      /JSON object/,
    ],
    [
      'more than a million nodes give',
      withDay({ reports: { a: { seconds: 86_400_000_001 } } }),
      'reports.2026-08-01.reports.a.seconds',
      /from 0 to 86400000000/,
    ],
    [
      'the same together',
      withDay({ reports: { a: { seconds: 86_400_000_000 }, b: { seconds: 1 } } }),
      'reports.2026-08-01.reports',
      /in all/,
    ],
    [
      'more jobs by person than in all',
      withDay({ num_jobs: 1 }),
      'reports.2026-08-01.num_jobs',
      /sum over all persons/,
    ],
    [
      'more waiting by person than in all',
      withDay({ total_wait_seconds: 29 }),
      'reports.2026-08-01.total_wait_seconds',
      /sum over all persons/,
    ],
    [
      'a negative component',
      withDay({ components: { cpu: { a: { seconds: -5 } } } }),
      'reports.2026-08-01.components.cpu.a.seconds',
      /from 0/,
    ],
    [
      'a negative figure of a newer agent',
      withDay({ requeues: { a: { b: -5 } } }),
      'reports.2026-08-01.requeues.a.b',
      /negative/,
    ],
    [
      'is_complete as text',
      withDay({ is_complete: 'yes' }),
      'reports.2026-08-01.is_complete',
      /true or false/,
    ],
    [
      'a name with NUL',
      withDay({ reports: { 'a\0': { seconds: 1 } } }),
      'reports.2026-08-01.reports.a\\u0000',
      /NUL/,
    ],
    [
      'an empty name',
      withDay({ reports: { '': { seconds: 1 } } }),
      'reports.2026-08-01.reports.',
      /not empty/,
    ],
    [
      'a person of another project',
      report({ users: { 'alice.b7b.brics': 'alice.b7b' } }),
      'users.alice.b7b.brics',
      /person of a6a\.brics/,
    ],
    [
      'one local name for two people',
      report({ users: { 'a.a6a.brics': 'x', 'b.a6a.brics': 'x' } }),
      'users.b.a6a.brics',
      /Another person/,
    ],
  ];
  for (const [name, value, field, rule] of refused) {
    test(`is refused with field and rule: ${name}`, () => {
      const outcome = parse(value);
      assert.equal(outcome.code, 'refused', JSON.stringify(outcome));
      if (outcome.code !== 'refused') return;
      assert.equal(outcome.field, field);
      assert.match(outcome.rule, rule);
    });
  }

  test('names that mean something to JavaScript are names', () => {
    const text = JSON.stringify(withDay({})).replaceAll('alice.a6a"', '__proto__"');
    const outcome = parse(text);
    assert.equal(outcome.code, 'accepted');
    if (outcome.code !== 'accepted') return;
    const day = outcome.days.get('2026-08-01');
    assert.equal(day?.users.get('__proto__')?.seconds, 7200);
    assert.equal(day && sumSeconds(day), 7209);
  });
});

suite('M5.1 a stored day', () => {
  const figures = accept(report()).days.get('2026-08-01') ?? createEmptyDay(true);
  const unfinished = { ...figures, isComplete: false };
  const cases: [string, boolean, boolean][] = [
    ['figures in the place of none', shouldReplaceDay(undefined, figures), true],
    ['an empty day in the place of none', shouldReplaceDay(undefined, createEmptyDay(true)), true],
    [
      'figures in the place of an empty day',
      shouldReplaceDay(createEmptyDay(false), figures),
      true,
    ],
    ['finished figures in the place of unfinished', shouldReplaceDay(unfinished, figures), true],
    ['unfinished in the place of finished', shouldReplaceDay(figures, unfinished), false],
    [
      'an empty day in the place of figures',
      shouldReplaceDay(unfinished, createEmptyDay(true)),
      false,
    ],
    [
      'an unfinished empty day in the place of figures',
      shouldReplaceDay(unfinished, createEmptyDay(false)),
      false,
    ],
  ];
  test('an empty day or an unfinished one never replaces more than it has', () => {
    for (const [name, actual, expected] of cases) assert.equal(actual, expected, name);
  });
});
