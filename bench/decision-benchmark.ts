import {
  getDestination,
  getEmbargo,
  getIdentifier,
  listPendingNumbers,
  reviewerCount,
  getReviewerToken,
} from './bench-data.ts';
import { targetAtLeast, type Figure, createFigure } from './figures.ts';
import type { Statement } from './baseline-server.ts';
import { measureAlternately, measureThroughput, DEFAULT_TURNS } from './http-load.ts';
import { type ServerProcess, startBaselineServer, startService } from './server-processes.ts';

/**
 * Approvals per second of 16 concurrent reviewers, each of other awards, against the statements of
 * an approval in one transaction. Both are measured alternately, on awards not decided yet.
 */
export async function measureDecisions(
  databaseUrl: string,
  size: number,
  minSeconds: number,
): Promise<Figure> {
  // Long enough that each of the connections completes several requests on a busy machine.
  const seconds = Math.max(minSeconds, 5);
  const ready = listApprovableNumbers(size);
  // A small database has too few pending awards for more than one turn.
  const turns = ready.length >= 2 * DEFAULT_TURNS * reviewerCount ? DEFAULT_TURNS : 1;
  const share = Math.floor(ready.length / 2 / turns);
  const next = (): number[] => ready.splice(0, share);
  const forFloor = ready.splice(0, share * turns);
  const service = await startService(databaseUrl);
  try {
    const floor = await startBaselineServer(databaseUrl, {
      statements: approvalStatements,
      valueSets: forFloor.map(getParameterValues),
    });
    try {
      const load = { url: floor.url, token: '', connections: reviewerCount, seconds };
      const [rate, baselineRate] = await measureAlternately(
        () => approveAll(service, next(), seconds),
        () => measureThroughput({ ...load, requests: share }),
        turns,
      );
      const what = `approve, ${reviewerCount} reviewers, at ${size.toLocaleString('en')}`;
      return createFigure(
        what,
        '/s',
        rate,
        { what: 'floor', value: baselineRate },
        targetAtLeast(0.6),
      );
    } finally {
      await floor.stop();
    }
  } finally {
    await service.stop();
  }
}

/** The numbers of the pending awards that are under no embargo. */
export function listApprovableNumbers(size: number): number[] {
  return [...listPendingNumbers(size)].filter((number) => getEmbargo(number) === null);
}

/** Approvals per second of these awards by 16 reviewers, each of others, until all are or time is up. */
export async function approveAll(
  service: Pick<ServerProcess, 'url'>,
  numbers: readonly number[],
  seconds: number,
): Promise<number> {
  const share = Math.floor(numbers.length / reviewerCount);
  const results = Array.from({ length: reviewerCount }, (_, reviewer) => {
    const mine = numbers.slice(reviewer * share, (reviewer + 1) * share);
    return measureThroughput({
      url: service.url,
      token: getReviewerToken(reviewer + 1),
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ comment: 'Fits the call.' }),
      paths: mine.map(getApprovalPath).values(),
      requests: mine.length,
      connections: 1,
      seconds,
    });
  });
  return (await Promise.all(results)).reduce((sum, rate) => sum + rate, 0);
}

const getApprovalPath = (number: number): string =>
  `/api/openportal-managed-projects/${getIdentifier(number)}/${getDestination(number)}/approve/`;

const getParameterValues = (number: number) => ({
  identifier: getIdentifier(number),
  destination: getDestination(number),
  shortName: `bare${number}`,
});

const awardKeyParameters = [{ each: 'identifier' }, { each: 'destination' }];

/** The writes that an approval needs: short name, project, invitations, award, audit, outbox. */
const approvalStatements: Statement[] = [
  {
    sql: `select details, state, version from managed_project
      where identifier = $1 and destination = $2 for update`,
    parameters: awardKeyParameters,
  },
  {
    sql: `insert into short_name_series (series, next_count) values ('bare ' || $1, 1)
      on conflict (series) do update set next_count = short_name_series.next_count + 1
      returning next_count`,
    parameters: [{ each: 'destination' }],
  },
  {
    sql: `insert into project (customer_id, name, slug, short_name, credits, end_date, created)
      select t.customer_id, a.name, 'bare', $3, 500, '2031-12-31', now()
      from managed_project a join project_template t on t.id = a.template_id
      where a.identifier = $1 and a.destination = $2`,
    parameters: [...awardKeyParameters, { each: 'shortName' }],
  },
  {
    sql: `insert into invitation (project_id, email, role, created)
      select p.id, member.key, 'PROJECT.ADMIN', now()
      from managed_project a join project p on p.short_name = $3,
        jsonb_each_text(a.details -> 'members') member
      where a.identifier = $1 and a.destination = $2`,
    parameters: [...awardKeyParameters, { each: 'shortName' }],
  },
  {
    sql: `update managed_project set state = 'approved', reviewed_at = now(), reviewed_by = 1,
        applied_allocation = details ->> 'allocation', version = version + 1,
        project_id = (select id from project where short_name = $3)
      where identifier = $1 and destination = $2`,
    parameters: [...awardKeyParameters, { each: 'shortName' }],
  },
  {
    sql: `insert into audit_entry (identifier, destination, "timestamp", event_type, action,
        new_details, performed_by, version, state, project_id, credits)
      select identifier, destination, now(), 'approved', 'approved', details, 1, version, state,
        project_id, 500
      from managed_project where identifier = $1 and destination = $2`,
    parameters: awardKeyParameters,
  },
  {
    sql: `insert into outbox (kind, event, identifier, destination, created)
      values ('notification', 'approved', $1, $2, now())`,
    parameters: awardKeyParameters,
  },
];
