import type { Fate } from './ledger.ts';
import { faultKinds } from './plan.ts';
import type { Result } from './torture.ts';

const shownFlaws = 20;

/** What the JSON file says: figures, and every flaw. */
export function reportOf({
  seed,
  faults,
  leftOut,
  ledger,
  records,
  recoverySeconds,
  lives,
  checks,
}: Result) {
  const fates = (fate: Fate): number =>
    ledger.decisions.filter((decision) => decision.fate === fate).length;
  const heard = records.journal.filter(({ what }) => what === 'heard').length;
  const answered = records.journal.flatMap((entry) =>
    entry.what === 'answered' ? [entry.id] : [],
  );
  return {
    seed,
    faults: Object.fromEntries(
      faultKinds.map((kind) => [kind, faults.filter((fault) => fault.kind === kind).length]),
    ),
    leftOut,
    traffic: {
      'jobs asked': ledger.asked.length,
      'jobs answered': new Set(answered).size,
      'decisions acknowledged': fates('acknowledged'),
      'decisions refused': fates('refused'),
      'decisions whose reply was lost': fates('unknown'),
      'notifications heard': heard,
      'audit entries': records.audit.length,
      'awards held': records.held.length,
      projects: records.projects.length,
      'replies by status': Object.fromEntries([...ledger.statuses].toSorted()),
    },
    starts: lives,
    recoverySeconds: Math.round(recoverySeconds * 10) / 10,
    checks,
    flaws: checks.reduce((sum, { flaws }) => sum + flaws.length, 0),
  };
}

export type Report = ReturnType<typeof reportOf>;

/** The report as a terminal shows it. */
export function tableOf(report: Report): string {
  const rows = [
    ...Object.entries(report.faults).map(([kind, count]) => [kind, String(count), '']),
    ...report.leftOut.map((what) => [what, 'left out', '']),
    ...Object.entries(report.traffic).map(([what, count]) => [what, textOf(count), '']),
    ['slowest start of a replica', `${slowestStart(report).toFixed(1)} s`, ''],
    ['recovered after the last fault', `${report.recoverySeconds} s`, ''],
    ...report.checks.map(({ what, examined, flaws }) => [
      what,
      String(examined),
      flaws.length === 0 ? 'holds' : `${flaws.length} flaws`,
    ]),
  ];
  const first = Math.max(...rows.map(([what = '']) => what.length));
  const lines = rows.map(([what = '', count = '', verdict = '']) =>
    `${what.padEnd(first)}  ${count.padStart(7)}  ${verdict}`.trimEnd(),
  );
  const flaws = report.checks.flatMap(({ what, flaws: all }) =>
    all.length === 0
      ? []
      : ['', `${what}:`, ...all.slice(0, shownFlaws).map((flaw) => `  ${flaw}`)],
  );
  return [...lines, ...flaws].join('\n');
}

function textOf(value: number | Record<string, number>): string {
  if (typeof value === 'number') return String(value);
  const parts = Object.entries(value).map(([status, count]) => {
    return `${status === '0' ? 'none' : status}: ${count}`;
  });
  return parts.join(', ');
}

function slowestStart({ starts }: Report): number {
  return Math.max(0, ...starts.flat().map(({ readyAfter }) => readyAfter ?? 0));
}
