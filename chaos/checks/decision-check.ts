import type { ReviewAction, DecisionRequest, RequestLedger } from '../request-ledger.ts';
import type { CheckResult } from './check-result.ts';
import { formatAwardKey, type AuditEntry, type StoredRecords } from './stored-records.ts';

const actionNames: Record<ReviewAction, string> = {
  approve: 'approved',
  reject: 'rejected',
  reopen: 'reopened',
  'add-note': 'note_added',
  attach: 'attached',
  detach: 'detached',
  delete: 'deleted',
};

/** Every acknowledged decision is in the audit, once; each one there was requested. */
export function checkDecisions(ledger: RequestLedger, { audit }: StoredRecords): CheckResult[] {
  const byPeople = audit.filter((entry) => !entry.is_robot);
  const keyOf = (entry: AuditEntry): string =>
    `${formatAwardKey(entry)} ${entry.action} by ${entry.person} ${findComment(entry)}`.trim();
  const found = countKeys(byPeople.map(keyOf));
  const requestsByKey = Map.groupBy(ledger.decisions, formatDecisionKey);
  const acknowledged = ledger.decisions.filter(({ outcome: fate }) => fate === 'acknowledged');
  const lost: string[] = [];
  const invented: string[] = [];
  for (const key of new Set([...found.keys(), ...requestsByKey.keys()])) {
    const count = found.get(key) ?? 0;
    const decisions = requestsByKey.get(key) ?? [];
    const sure = decisions.filter(({ outcome: fate }) => fate === 'acknowledged').length;
    const possible = decisions.filter(({ outcome: fate }) => fate !== 'refused').length;
    if (count < sure) lost.push(`${key}: acknowledged ${sure} times, in the audit ${count} times`);
    if (count > possible)
      invented.push(`${key}: in the audit ${count} times, asked ${possible} times`);
  }
  return [
    {
      description: 'every acknowledged decision is in the audit',
      examinedCount: acknowledged.length,
      violations: lost,
    },
    {
      description: 'every decision in the audit was requested',
      examinedCount: byPeople.length,
      violations: invented,
    },
  ];
}

function formatDecisionKey(decision: DecisionRequest): string {
  const word = actionNames[decision.action];
  return `${formatAwardKey(decision)} ${word} by ${decision.person} ${decision.comment}`.trim();
}

/** A comment of ours stands in the entry's note, perhaps with more behind it. */
function findComment({ note }: AuditEntry): string {
  return /chaos-\d+\./.exec(note)?.[0] ?? '';
}

function countKeys(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
