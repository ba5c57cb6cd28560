import type { RequestOutcome } from './request-ledger.ts';
import { faultKinds } from './fault-plan.ts';
import type { ChaosResult } from './run-chaos.ts';

const MAX_SHOWN_VIOLATIONS = 20;

/** The content of the JSON file: figures, and every violation. */
export function createReport({
  seed,
  faults,
  skippedFaults,
  ledger,
  records,
  recoverySeconds,
  replicaRuns,
  checks,
}: ChaosResult) {
  const countDecisions = (outcome: RequestOutcome): number =>
    ledger.decisions.filter((decision) => decision.outcome === outcome).length;
  const heard = records.journal.filter(({ what }) => what === 'heard').length;
  const answered = records.journal.flatMap((entry) =>
    entry.what === 'answered' ? [entry.id] : [],
  );
  return {
    seed,
    faults: Object.fromEntries(
      faultKinds.map((kind) => [kind, faults.filter((fault) => fault.kind === kind).length]),
    ),
    leftOut: skippedFaults,
    traffic: {
      'jobs asked': ledger.jobs.length,
      'jobs answered': new Set(answered).size,
      'decisions acknowledged': countDecisions('acknowledged'),
      'decisions refused': countDecisions('refused'),
      'decisions whose reply was lost': countDecisions('unknown'),
      'notifications received': heard,
      'audit entries': records.audit.length,
      'awards stored': records.awards.length,
      projects: records.projects.length,
      'replies by status': Object.fromEntries([...ledger.statusCounts].toSorted()),
    },
    starts: replicaRuns,
    recoverySeconds: Math.round(recoverySeconds * 10) / 10,
    checks,
    flaws: checks.reduce((sum, { violations: flaws }) => sum + flaws.length, 0),
  };
}

export type Report = ReturnType<typeof createReport>;

/** The report as a terminal shows it. */
export function formatReport(report: Report): string {
  const rows = [
    ...Object.entries(report.faults).map(([kind, count]) => [kind, String(count), '']),
    ...report.leftOut.map((what) => [what, 'left out', '']),
    ...Object.entries(report.traffic).map(([what, count]) => [what, formatCount(count), '']),
    ['slowest start of a replica', `${findSlowestStart(report).toFixed(1)} s`, ''],
    ['recovered after the last fault', `${report.recoverySeconds} s`, ''],
    ...report.checks.map(({ description: what, examinedCount: examined, violations: flaws }) => [
      what,
      String(examined),
      flaws.length === 0 ? 'holds' : `${flaws.length} flaws`,
    ]),
  ];
  const first = Math.max(...rows.map(([what = '']) => what.length));
  const lines = rows.map(([what = '', count = '', verdict = '']) =>
    `${what.padEnd(first)}  ${count.padStart(7)}  ${verdict}`.trimEnd(),
  );
  const flaws = report.checks.flatMap(({ description: what, violations: all }) =>
    all.length === 0
      ? []
      : ['', `${what}:`, ...all.slice(0, MAX_SHOWN_VIOLATIONS).map((flaw) => `  ${flaw}`)],
  );
  return [...lines, ...flaws].join('\n');
}

function formatCount(value: number | Record<string, number>): string {
  if (typeof value === 'number') return String(value);
  const parts = Object.entries(value).map(([status, count]) => {
    return `${status === '0' ? 'none' : status}: ${count}`;
  });
  return parts.join(', ');
}

function findSlowestStart({ starts }: Report): number {
  return Math.max(0, ...starts.flat().map(({ readyAfterSeconds: readyAfter }) => readyAfter ?? 0));
}
