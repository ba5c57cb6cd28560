import { PlotFrame, type Series } from './plot-frame.tsx';

interface StackedColumnsProps {
  series: readonly Series[];
  /** `values` has a number for each series, in their order. */
  columns: readonly { label: string; values: readonly number[] }[];
  /** Writes a value for its column and the axis. */
  format?: (value: number) => string;
}

/** More labels would overlap in half a window of 1,280 pixels, and on a phone. */
const MAX_LABELS = 5;

const sum = (values: readonly number[]): number => values.reduce((one, other) => one + other, 0);
const formatCount = (value: number): string => value.toLocaleString('en');

/** Columns of one scale, each with a part for each series, and a legend. */
export function StackedColumns({ series, columns, format = formatCount }: StackedColumnsProps) {
  const sums = columns.map(({ values }) => sum(values));
  const isWhole = sums.every(Number.isInteger);
  const labelStep = Math.ceil(columns.length / MAX_LABELS);
  return (
    <PlotFrame
      series={series}
      highest={isWhole ? Math.max(1, ...sums) : Math.max(...sums)}
      isWhole={isWhole}
      formatTick={format}
    >
      {(toShare) =>
        columns.map(({ label, values }, place) => (
          <div
            key={label}
            className="column"
            title={describeColumn(label, values.map(format), series)}
          >
            {values.map(
              (value, index) =>
                value > 0 && (
                  <div
                    key={series[index]?.label}
                    className="column-part"
                    style={{ height: toShare(value), background: series[index]?.color }}
                  />
                ),
            )}
            {place % labelStep === 0 && <span>{label}</span>}
          </div>
        ))
      }
    </PlotFrame>
  );
}

function describeColumn(
  label: string,
  values: readonly string[],
  series: readonly Series[],
): string {
  const parts = values.map((value, index) => `${series[index]?.label} ${value}`);
  return `${label}: ${parts.join(', ')}`;
}
