import type { Action, Decision, Ledger } from '../ledger.ts';
import type { Check } from './check.ts';
import { addressOf, type Entry, type Records } from './records.ts';

const wordOf: Record<Action, string> = {
  approve: 'approved',
  reject: 'rejected',
  reopen: 'reopened',
  'add-note': 'note_added',
  attach: 'attached',
  detach: 'detached',
  delete: 'deleted',
};

/** Every acknowledged decision is in the audit, once; none is there that nobody made. */
export function checkDecisions(ledger: Ledger, { audit }: Records): Check[] {
  const byPeople = audit.filter((entry) => !entry.is_robot);
  const keyOf = (entry: Entry): string =>
    `${addressOf(entry)} ${entry.action} by ${entry.person} ${commentIn(entry)}`.trim();
  const found = countBy(byPeople.map(keyOf));
  const asked = Map.groupBy(ledger.decisions, keyOfDecision);
  const acknowledged = ledger.decisions.filter(({ fate }) => fate === 'acknowledged');
  const lost: string[] = [];
  const invented: string[] = [];
  for (const key of new Set([...found.keys(), ...asked.keys()])) {
    const count = found.get(key) ?? 0;
    const decisions = asked.get(key) ?? [];
    const sure = decisions.filter(({ fate }) => fate === 'acknowledged').length;
    const possible = decisions.filter(({ fate }) => fate !== 'refused').length;
    if (count < sure) lost.push(`${key}: acknowledged ${sure} times, in the audit ${count} times`);
    if (count > possible)
      invented.push(`${key}: in the audit ${count} times, asked ${possible} times`);
  }
  return [
    {
      what: 'every acknowledged decision is in the audit',
      examined: acknowledged.length,
      flaws: lost,
    },
    {
      what: 'no decision is in the audit that nobody made',
      examined: byPeople.length,
      flaws: invented,
    },
  ];
}

function keyOfDecision(decision: Decision): string {
  const word = wordOf[decision.action];
  return `${addressOf(decision)} ${word} by ${decision.person} ${decision.comment}`.trim();
}

/** A comment of ours stands in the entry's note, perhaps with more behind it. */
function commentIn({ note }: Entry): string {
  return /torture-\d+\./.exec(note)?.[0] ?? '';
}

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
