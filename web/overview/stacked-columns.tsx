import './bars.css';
import type { CSSProperties } from 'react';

interface Series {
  label: string;
  /** A colour of CSS. */
  color: string;
}

interface StackedColumnsProps {
  series: readonly Series[];
  /** `counts` has a number for each series, in their order. */
  columns: readonly { label: string; counts: readonly number[] }[];
}

const MAX_STEPS = 5;

/** As many labels as have room below the columns on a phone. */
const MAX_LABELS = 5;

const sum = (counts: readonly number[]): number => counts.reduce((one, other) => one + other, 0);

/** Columns of one scale, each with a part for each series, and a legend. */
export function StackedColumns({ series, columns }: StackedColumnsProps) {
  const highest = Math.max(1, ...columns.map(({ counts }) => sum(counts)));
  const step = chooseStep(highest);
  const stepCount = Math.ceil(highest / step);
  const labelEvery = Math.ceil(columns.length / MAX_LABELS);
  const toShare = (count: number): string => `${(count / (step * stepCount)) * 100}%`;
  return (
    <>
      <div className="columns">
        <div className="columns-plot">
          {columns.map(({ label, counts }, place) => (
            <div key={label} className="column" title={describeColumn(label, counts, series)}>
              {counts.map(
                (count, index) =>
                  count > 0 && (
                    <div
                      key={series[index]?.label}
                      className="column-part"
                      style={{ height: toShare(count), background: series[index]?.color }}
                    />
                  ),
              )}
              {place % labelEvery === 0 && <span>{label}</span>}
            </div>
          ))}
          {Array.from({ length: stepCount + 1 }, (_, index) => index * step).map((value) => (
            <div key={value} className="columns-tick" style={{ bottom: toShare(value) }}>
              <span>{value.toLocaleString('en')}</span>
            </div>
          ))}
        </div>
      </div>
      <div className="columns-legend">
        {series.map(({ label, color }) => (
          <span key={label} style={{ '--series-color': color } as CSSProperties}>
            {label}
          </span>
        ))}
      </div>
    </>
  );
}

function describeColumn(
  label: string,
  counts: readonly number[],
  series: readonly Series[],
): string {
  const parts = counts.map((count, index) => `${series[index]?.label} ${count}`);
  return `${label}: ${parts.join(', ')}`;
}

/** The smallest of 1, 2, 5, 10, 20 … with which at most MAX_STEPS steps reach `highest`. */
function chooseStep(highest: number): number {
  for (let power = 1; ; power *= 10) {
    const step = [1, 2, 5].find((factor) => factor * power * MAX_STEPS >= highest);
    if (step !== undefined) return step * power;
  }
}
