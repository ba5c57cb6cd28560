/** A measured figure, with what it was compared with in the same run. */
export interface Figure {
  name: string;
  unit: string;
  value: number;
  /** What `value` is compared with, in the same unit; null for no comparison. */
  comparison: { what: string; value: number } | null;
  /** `value` / comparison; without a comparison, `value`. */
  ratio: number;
  target: { bound: 'at least' | 'at most'; ratio: number } | null;
  /** null without a target. */
  isReached: boolean | null;
}

type Target = Figure['target'];

export const targetAtLeast = (ratio: number): Target => ({ bound: 'at least', ratio });
export const targetAtMost = (ratio: number): Target => ({ bound: 'at most', ratio });

export function createFigure(
  name: string,
  unit: string,
  value: number,
  comparison: Figure['comparison'],
  target: Target,
): Figure {
  const ratio = comparison === null ? value : value / comparison.value;
  const isReached =
    target && (target.bound === 'at least' ? ratio >= target.ratio : ratio <= target.ratio);
  return { name, unit, value, comparison, ratio, target, isReached };
}

const columns = ['figure', 'value', 'compared with', 'ratio', 'target', ''] as const;

/** The figures as a Markdown table, aligned for terminals. */
export function formatFigureTable(figures: readonly Figure[]): string {
  const rows = figures.map(formatCells);
  const widths = columns.map((title, column) =>
    Math.max(title.length, 3, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const toLine = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [toLine(columns), toLine(rule), ...rows.map(toLine)].join('\n');
}

function formatCells({
  name,
  unit,
  value,
  comparison,
  ratio,
  target,
  isReached,
}: Figure): string[] {
  return [
    name,
    `${formatNumber(value)} ${unit}`,
    comparison === null ? '–' : `${formatNumber(comparison.value)} (${comparison.what})`,
    comparison === null ? '–' : ratio.toFixed(2),
    target === null ? '–' : `${target.bound} ${target.ratio}`,
    isReached === null ? '' : isReached ? 'reached' : 'missed',
  ];
}

function formatNumber(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
