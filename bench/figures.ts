/** A figure of the table, with what it was measured against in the same run. */
export interface Figure {
  name: string;
  unit: string;
  value: number;
  /** What `value` is measured against, in the same unit; null where it stands for itself. */
  comparison: { what: string; value: number } | null;
  /** value / against; where nothing is measured against, the value itself. */
  ratio: number;
  target: { bound: 'at least' | 'at most'; ratio: number } | null;
  /** null where nothing is to be reached. */
  isReached: boolean | null;
}

type Target = Figure['target'];

export const targetAtLeast = (ratio: number): Target => ({ bound: 'at least', ratio });
export const targetAtMost = (ratio: number): Target => ({ bound: 'at most', ratio });

export function createFigure(
  what: string,
  unit: string,
  value: number,
  against: Figure['comparison'],
  target: Target,
): Figure {
  const ratio = against === null ? value : value / against.value;
  const reached =
    target && (target.bound === 'at least' ? ratio >= target.ratio : ratio <= target.ratio);
  return { name: what, unit, value, comparison: against, ratio, target, isReached: reached };
}

const columns = ['figure', 'value', 'against', 'ratio', 'to reach', ''] as const;

/** The figures as a Markdown table, which a terminal shows well too. */
export function formatFigureTable(figures: readonly Figure[]): string {
  const rows = figures.map(formatCells);
  const widths = columns.map((title, column) =>
    Math.max(title.length, 3, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lineOf = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [lineOf(columns), lineOf(rule), ...rows.map(lineOf)].join('\n');
}

function formatCells({
  name: what,
  unit,
  value,
  comparison: against,
  ratio,
  target,
  isReached: reached,
}: Figure): string[] {
  return [
    what,
    `${formatNumber(value)} ${unit}`,
    against === null ? '–' : `${formatNumber(against.value)} (${against.what})`,
    against === null ? '–' : ratio.toFixed(2),
    target === null ? '–' : `${target.bound} ${target.ratio}`,
    reached === null ? '' : reached ? 'reached' : 'short',
  ];
}

function formatNumber(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
