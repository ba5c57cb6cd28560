/** A figure of the table, with what it was measured against in the same run. */
export interface Figure {
  what: string;
  unit: string;
  value: number;
  /** What `value` is measured against, in the same unit; null where it stands for itself. */
  against: { what: string; value: number } | null;
  /** value / against; where nothing is measured against, the value itself. */
  ratio: number;
  target: { bound: 'at least' | 'at most'; ratio: number } | null;
  /** null where nothing is to be reached. */
  reached: boolean | null;
}

type Target = Figure['target'];

export const atLeast = (ratio: number): Target => ({ bound: 'at least', ratio });
export const atMost = (ratio: number): Target => ({ bound: 'at most', ratio });

export function figure(
  what: string,
  unit: string,
  value: number,
  against: Figure['against'],
  target: Target,
): Figure {
  const ratio = against === null ? value : value / against.value;
  const reached =
    target && (target.bound === 'at least' ? ratio >= target.ratio : ratio <= target.ratio);
  return { what, unit, value, against, ratio, target, reached };
}

const columns = ['figure', 'value', 'against', 'ratio', 'to reach', ''] as const;

/** The figures as a Markdown table, which a terminal shows well too. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(cellsOf);
  const widths = columns.map((title, column) =>
    Math.max(title.length, 3, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lineOf = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [lineOf(columns), lineOf(rule), ...rows.map(lineOf)].join('\n');
}

function cellsOf({ what, unit, value, against, ratio, target, reached }: Figure): string[] {
  return [
    what,
    `${short(value)} ${unit}`,
    against === null ? '–' : `${short(against.value)} (${against.what})`,
    against === null ? '–' : ratio.toFixed(2),
    target === null ? '–' : `${target.bound} ${target.ratio}`,
    reached === null ? '' : reached ? 'reached' : 'short',
  ];
}

function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
