import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { checkAwards } from '../../chaos/checks/award-check.ts';
import type { CheckResult } from '../../chaos/checks/check-result.ts';
import { checkDecisions } from '../../chaos/checks/decision-check.ts';
import { checkJobs } from '../../chaos/checks/job-check.ts';
import { checkJobWaits } from '../../chaos/checks/job-wait-check.ts';
import { checkLauncherKills } from '../../chaos/checks/launcher-check.ts';
import { checkNotifications } from '../../chaos/checks/notification-check.ts';
import { checkRefusals } from '../../chaos/checks/refusal-check.ts';
import type { StoredRecords } from '../../chaos/checks/stored-records.ts';
import { checkWebhooks, listAuditEvents } from '../../chaos/checks/webhook-check.ts';
import { webhookPaths } from '../../chaos/webhook-faults.ts';
import { checkLimitedReplies, checkReplies } from '../../chaos/checks/reply-check.ts';
import type { InjectedFault } from '../../chaos/fault-injection.ts';
import type { LauncherKill } from '../../chaos/replica.ts';
import type { RequestLedger } from '../../chaos/request-ledger.ts';
import { faultKinds, planFaults } from '../../chaos/fault-plan.ts';
import { SeededRandom } from '../../chaos/seeded-random.ts';
import { createReport, formatReport } from '../../chaos/report.ts';
import { type ChaosResult, runChaos } from '../../chaos/run-chaos.ts';

/*
 * The chaos run in short, with every kind of fault (`npm run chaos` is the long form), and that its
 * model notices each kind of flaw. CHAOS_SEED repeats the choices of a run.
 */
const minutes = 0.15;
let result: ChaosResult;

before(async () => {
  const seed = Number(process.env.CHAOS_SEED ?? 1);
  const { signal } = new AbortController();
  result = await runChaos({
    minutes,
    seed,
    faultKinds,
    awardsPerPortal: 20,
    logProgress: (line) => process.env.TEST_LOG && console.error(new Date().toISOString(), line),
    signal,
  });
});

test('every kind of fault happens, and all records agree with the model', (t) => {
  t.diagnostic(formatReport(createReport(result)));
  const happened = new Set(result.faults.map(({ kind }) => kind));
  for (const kind of faultKinds) {
    const isLeftOut = result.skippedFaults.some((words) => words.startsWith(kind));
    assert.ok(happened.has(kind) || isLeftOut, kind);
  }
  for (const { description: what, examinedCount: examined, violations: flaws } of result.checks) {
    assert.deepEqual(flaws, [], what);
    assert.ok(examined > 0, `${what}: nothing was looked at`);
  }
  assert.ok(result.ledger.limitedReplies.length > 0, 'the flood reached the limit');
});

test('the same seed makes the same plan, another one another', () => {
  const plan = (seed: number) => planFaults(60_000, new SeededRandom(seed, 2).nextNumber);
  assert.deepEqual(plan(7), plan(7));
  assert.notDeepEqual(plan(7), plan(8));
});

describe('planted flaws are found', () => {
  /** What a plant may spoil: copies. */
  interface Spoiled {
    ledger: RequestLedger;
    records: StoredRecords;
    faults: InjectedFault[];
    launcherKills: LauncherKill[];
  }

  const plants: [string, (spoiled: Spoiled) => void][] = [
    [
      'every acknowledged decision is in the audit',
      ({ records }) => {
        records.audit.splice(someOf(records).person, 1);
      },
    ],
    [
      'every decision in the audit was requested',
      ({ records }) => {
        records.audit.push(records.audit[someOf(records).person] as StoredRecords['audit'][number]);
      },
    ],
    [
      'every decision in the audit was requested',
      ({ ledger }) => {
        const made = ledger.decisions.find(({ outcome: fate }) => fate === 'acknowledged');
        if (made) made.outcome = 'refused';
      },
    ],
    [
      'every decision was notified to its awarding portal, in order, and nothing else',
      ({ records }) => {
        const address = records.audit[someOf(records).person]?.identifier as string;
        records.journal = records.journal.filter(
          (entry) => entry.what !== 'heard' || !entry.command.endsWith(` ${address}`),
        );
      },
    ],
    [
      'every decision was notified to its awarding portal, in order, and nothing else',
      ({ records }) => {
        const command = 'isambard-ai.brics.ukri award_removed never.ukri';
        records.journal.push({ what: 'heard', command, at: '' });
      },
    ],
    [
      'every decision was notified to its awarding portal, in order, and nothing else',
      ({ records }) => {
        records.outboxCount = 1;
      },
    ],
    [
      'every award that arrived is stored, once',
      ({ records }) => {
        records.awards.pop();
      },
    ],
    [
      'all granted credits were requested',
      ({ records }) => {
        const approved = records.awards.find(({ state }) => state === 'approved');
        if (approved) approved.credits = '123456';
      },
    ],
    [
      'every project is explained by a decision',
      ({ records }) => {
        records.projects.push({ uuid: 'a stray', short_name: 'stray' });
      },
    ],
    [
      'every job was answered the same however often',
      ({ records }) => {
        const answered = records.journal.find(({ what }) => what === 'answered');
        if (answered?.what === 'answered') records.journal.push({ ...answered, result: 'another' });
      },
    ],
    [
      'no job waits longer than 25 s once the bridge is back',
      ({ records }) => {
        const at = new Date(Date.now() + 3_600_000).toISOString();
        records.journal = records.journal.map((entry) =>
          entry.what === 'answered' ? { ...entry, at } : entry,
        );
        // One that no fault explains, whatever else this run held.
        const late = new Date(Date.now() + 3_660_000).toISOString();
        records.journal.push({ what: 'asked', id: 'late', at });
        records.journal.push({
          what: 'answered',
          id: 'late',
          state: 'Complete',
          result: '',
          at: late,
        });
      },
    ],
    [
      'no job waits longer than 25 s once the bridge is back',
      ({ records }) => {
        const at = new Date(Date.now() + 3_600_000).toISOString();
        records.journal.push({ what: 'asked', id: 'never answered', at });
      },
    ],
    [
      'every answer keeps the rules of the wire',
      ({ records }) => {
        const [rule, detail] = ['version', 'too low'] as const;
        records.journal.push({ what: 'violation', id: 'a', rule, detail, at: '' });
      },
    ],
    [
      'every answer is explained by the audit',
      ({ records }) => {
        const { id, identifier } = answeredMapping(result);
        records.journal = records.journal.map((entry) =>
          entry.what === 'answered' && entry.id === id
            ? { ...entry, result: `"${identifier}:zz9.brics"` }
            : entry,
        );
      },
    ],
    [
      'every answer is explained by the audit',
      ({ records }) => {
        const { identifier } = answeredMapping(result);
        records.audit = records.audit.filter((entry) => entry.identifier !== identifier);
      },
    ],
    [
      'no reply of 500; 503 only while PostgreSQL is away, with Retry-After',
      ({ ledger }) => ledger.errorReplies.push(badReply({ status: 500 })),
    ],
    [
      'no reply of 500; 503 only while PostgreSQL is away, with Retry-After',
      ({ ledger, faults }) => {
        faults.push({ kind: 'PostgreSQL killed', from: 0, to: 10 });
        ledger.errorReplies.push(badReply({ receivedAtMs: 5, retryAfter: null }));
      },
    ],
    [
      'no reply of 500; 503 only while PostgreSQL is away, with Retry-After',
      ({ ledger, faults }) => {
        faults.length = 0;
        ledger.errorReplies.push(badReply({}));
      },
    ],
    [
      'only the caller that floods gets 429, with Retry-After',
      ({ ledger }) =>
        ledger.limitedReplies.push({ request: 'GET /', retryAfter: '5', isFlood: false }),
    ],
    [
      'only the caller that floods gets 429, with Retry-After',
      ({ ledger }) =>
        ledger.limitedReplies.push({ request: 'GET /', retryAfter: null, isFlood: true }),
    ],
    [
      'an oversized award and deep JSON are refused with their field',
      ({ ledger, records }) => {
        const ids = new Set(ledger.jobs.filter((job) => job.refusedAs).map(({ id }) => id));
        records.journal = records.journal.map((entry) =>
          entry.what === 'answered' && ids.has(entry.id)
            ? { ...entry, result: 'OpenPortalError: Something went wrong here.' }
            : entry,
        );
      },
    ],
    [
      'no stored award is larger than the bound or has what was refused',
      ({ records }) => {
        (records.awards[0] as StoredRecords['awards'][number]).has_ballast = true;
      },
    ],
    [
      'no stored award is larger than the bound or has what was refused',
      ({ records }) => {
        (records.awards[0] as StoredRecords['awards'][number]).printed_bytes = 1024 * 1024 + 1;
      },
    ],
    [
      'a service whose launcher is killed ends',
      ({ launcherKills }) => launcherKills.push({ servicePid: 1, endedAfterSeconds: null }),
    ],
  ];

  for (const [index, [what, plant]] of plants.entries()) {
    test(`${index + 1}: ${what}`, () => {
      const spoiled = structuredClone({
        ledger: { ...result.ledger },
        records: result.records,
        faults: result.faults,
        launcherKills: result.launcherKills,
      }) as Spoiled;
      assert.deepEqual(flawedOf(spoiled), [], 'before');
      plant(spoiled);
      assert.ok(flawedOf(spoiled).includes(what), `found: ${flawedOf(spoiled)}`);
    });
  }

  function flawedOf({ ledger, records, faults, launcherKills }: Spoiled): string[] {
    const checks: CheckResult[] = [
      ...checkDecisions(ledger, records),
      ...checkNotifications(records),
      ...checkAwards(ledger, records),
      ...checkJobs(ledger, records),
      checkJobWaits(records, faults),
      ...checkReplies(ledger, faults, ''),
      checkLimitedReplies(ledger),
      ...checkRefusals(ledger, records),
      checkLauncherKills(launcherKills),
    ];
    return checks
      .filter(({ violations: flaws }) => flaws.length > 0)
      .map(({ description: what }) => what);
  }
});

test('a message for the webhook that is lost, out of order or repeated with another id is found', () => {
  const { records, webhookMessages: messages } = result;
  const countFlaws = (changed: typeof messages): number =>
    checkWebhooks(listAuditEvents(records.audit), changed, webhookPaths).flatMap(
      ({ violations }) => violations,
    ).length;
  assert.equal(countFlaws(messages), 0);
  assert.equal(countFlaws([...messages, messages[0] as (typeof messages)[0]]), 0, 'a repeat');
  // With its repeats, which come after replies that were lost.
  const isFirst = ({ url, headers }: (typeof messages)[0]): boolean =>
    url === messages[0]?.url && headers['webhook-id'] === messages[0]?.headers['webhook-id'];
  assert.equal(countFlaws(messages.filter((message) => !isFirst(message))), 1);
  const ofOneHook = messages.filter(({ url }) => url === webhookPaths[0]);
  assert.notEqual(countFlaws(ofOneHook), 0, 'the other webhook has nothing');
  const [first] = messages as [(typeof messages)[0]];
  const repeated = { ...first, headers: { ...first.headers, 'webhook-id': 'another' } };
  assert.equal(countFlaws([...messages, repeated]), 1);
  // The later one of two events of an award, before everything else.
  const key = ({ url, body }: (typeof messages)[0]): string =>
    `${url} ${JSON.parse(body).data.identifier}`;
  const later = messages.find((message, at) =>
    messages
      .slice(0, at)
      .some((other) => key(other) === key(message) && other.body !== message.body),
  );
  assert.ok(later);
  assert.notEqual(countFlaws([later, ...messages]), 0);
});

/** Where in the audit the entry of an acknowledged decision with a comment is. */
function someOf({ audit }: StoredRecords): { person: number } {
  const person = audit.findIndex(({ note }) =>
    result.ledger.decisions.some(
      ({ comment, outcome: fate }) =>
        fate === 'acknowledged' && comment !== '' && note.includes(comment),
    ),
  );
  assert.notEqual(person, -1);
  return { person };
}

/** A job that was answered with a project. */
function answeredMapping({ ledger, records }: ChaosResult): { id: string; identifier: string } {
  const mapped = new Set(
    records.journal.flatMap((entry) =>
      entry.what === 'answered' && /^"[^"]+:[^"]+\.brics"$/.test(entry.result) ? [entry.id] : [],
    ),
  );
  const mappedJob = ledger.jobs.find(({ id, identifier }) => mapped.has(id) && identifier !== '');
  assert.ok(mappedJob, 'no job was answered with a project');
  return mappedJob;
}

function badReply(more: { receivedAtMs?: number; status?: number; retryAfter?: string | null }) {
  return { receivedAtMs: 0, request: 'GET /', status: 503, retryAfter: '5', body: '', ...more };
}
