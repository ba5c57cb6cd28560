import type { RequestLedger } from '../request-ledger.ts';
import type { CheckResult } from './check-result.ts';
import { formatAwardKey, type StoredRecords } from './stored-records.ts';

/** Each award that arrived is stored with requested credits, and a decision explains each project. */
export function checkAwards(ledger: RequestLedger, records: StoredRecords): CheckResult[] {
  return [
    checkStoredAwards(records),
    checkCredits(ledger, records),
    checkProjects(ledger, records),
  ];
}

/** By its last arrival and deletion. */
function checkStoredAwards({ audit, awards: storedAwards }: StoredRecords): CheckResult {
  const expected = new Map<string, boolean>();
  for (const entry of audit) {
    if (entry.action === 'created') expected.set(formatAwardKey(entry), true);
    if (entry.action === 'deleted') expected.set(formatAwardKey(entry), false);
  }
  const present = new Set(storedAwards.map(formatAwardKey));
  const flaws = [...expected].flatMap(([address, isExpected]) => {
    if (isExpected === present.has(address)) return [];
    return [`${address} ${isExpected ? 'arrived and is not stored' : 'was deleted and is stored'}`];
  });
  return {
    description: 'every award that arrived is stored, once',
    examinedCount: expected.size,
    violations: flaws,
  };
}

function checkCredits(
  { jobs }: RequestLedger,
  { awards: storedAwards }: StoredRecords,
): CheckResult {
  const byAward = Map.groupBy(jobs, ({ identifier }) => identifier);
  const granted = storedAwards.filter(
    ({ state, credits }) => state === 'approved' && credits !== null,
  );
  const flaws = granted.flatMap(({ identifier, credits }) => {
    const sizes = (byAward.get(identifier) ?? []).map(({ allocation }) =>
      parseInt(allocation ?? '', 10),
    );
    return sizes.includes(Number(credits))
      ? []
      : [`${identifier} has ${credits}, asked for ${sizes}`];
  });
  return {
    description: 'all granted credits were requested',
    examinedCount: granted.length,
    violations: flaws,
  };
}

/** A project was made by hand or by the approval of one award. */
function checkProjects(
  { manualProjects: madeByHand }: RequestLedger,
  { audit, projects }: StoredRecords,
): CheckResult {
  const approvals = Map.groupBy(
    audit.filter(({ action, project }) => action === 'approved' && project !== null),
    ({ project }) => project as string,
  );
  const flaws = projects.flatMap(({ uuid, short_name }) => {
    if (madeByHand.has(uuid) || approvals.has(uuid)) return [];
    return [`${short_name ?? uuid} was made by nobody's decision`];
  });
  return {
    description: 'every project is explained by a decision',
    examinedCount: projects.length,
    violations: flaws,
  };
}
