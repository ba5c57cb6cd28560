import type { JobRequest, RequestLedger } from '../request-ledger.ts';
import type { CheckResult } from './check-result.ts';
import type { AuditEntry, StoredRecords } from './stored-records.ts';

interface JobAnswer {
  state: string;
  result: string;
}

/** Each job was answered the same however often, and the audit explains the answer. */
export function checkJobs(ledger: RequestLedger, records: StoredRecords): CheckResult[] {
  const answers = Map.groupBy(
    records.journal.flatMap((entry) => (entry.what === 'answered' ? [entry] : [])),
    ({ id }) => id,
  );
  const violations = records.journal.flatMap((entry) =>
    entry.what === 'violation' ? [`${entry.id}: ${entry.rule} ${entry.detail}`] : [],
  );
  const several = [...answers].filter(([, all]) => new Set(all.map(formatAnswer)).size > 1);
  return [
    {
      description: 'every job was answered the same however often',
      examinedCount: answers.size,
      violations: several.map(([id, all]) => `${id}: ${all.map(formatAnswer).join(' | ')}`),
    },
    {
      description: 'every answer keeps the rules of the wire',
      examinedCount: answers.size,
      violations: violations,
    },
    checkAnswersAgainstAudit(ledger.jobs, answers, records),
  ];
}

const formatAnswer = ({ state, result }: JobAnswer): string => `${state} ${result}`;

/** The audit explains every answer. */
function checkAnswersAgainstAudit(
  requests: readonly JobRequest[],
  answers: Map<string, JobAnswer[]>,
  { audit, projects }: StoredRecords,
): CheckResult {
  const histories = Map.groupBy(audit, ({ identifier }) => identifier);
  const shortNames = new Map(projects.map(({ uuid, short_name }) => [uuid, short_name]));
  const flaws: string[] = [];
  let examined = 0;
  for (const { id, identifier, verb } of requests) {
    const [answer] = answers.get(id) ?? [];
    if (answer === undefined || identifier === '') continue;
    examined++;
    const why = findContradiction(identifier, verb, answer.result, {
      history: histories.get(identifier) ?? [],
      shortNames,
    });
    if (why !== null)
      flaws.push(`${verb} ${identifier} (${id}) was answered ${answer.result}: ${why}`);
  }
  return {
    description: 'every answer is explained by the audit',
    examinedCount: examined,
    violations: flaws,
  };
}

interface AwardHistory {
  history: readonly AuditEntry[];
  shortNames: ReadonlyMap<string, string | null>;
}

/** Why an answer cannot have been true at any time; null where it can. */
function findContradiction(
  identifier: string,
  verb: string,
  result: string,
  { history, shortNames }: AwardHistory,
): string | null {
  const mapping = /^"([^":]+):([^".]+)\.[^"]+"$/.exec(result);
  if (mapping !== null) {
    if (mapping[1] !== identifier) return 'it names another award';
    const names = history.map(({ project }) => project && shortNames.get(project));
    return names.includes(mapping[2] as string) ? null : 'the award never had that project';
  }
  if (result === `"${identifier}:None"`) {
    const wasStored = history.some(({ action }) => action === 'created');
    const wasWithdrawn = history.some(({ action }) => /withdrawn|deleted/.test(action));
    // Before it ever came, there was nothing to withdraw either.
    return wasWithdrawn || !wasStored || verb === 'remove_project'
      ? null
      : 'it was never withdrawn';
  }
  if (/^ManagedProjectRejectedError/.test(result)) {
    return history.some(({ event_type }) => event_type === 'rejected') ? null : 'never rejected';
  }
  if (/^ManagedProjectPendingError/.test(result)) {
    return history.some(({ action }) => action === 'created') ? null : 'it never arrived';
  }
  // What went wrong on our side is asked for again.
  return null;
}
