import { PlotFrame, type Series } from '../parts/plot-frame.tsx';
import { formatDate } from '../parts/time-format.tsx';

export interface LineSeries extends Series {
  isDashed?: boolean;
  /** The value of each day, in the order of `days`; null where there is none. */
  values: readonly (number | null)[];
}

interface LinePlotProps {
  /** Rising, YYYY-MM-DD; gaps are drawn as long as they are. */
  days: readonly string[];
  series: readonly LineSeries[];
  formatTick: (value: number) => string;
}

const MAX_LABELS = 6;
/** In percent of the width. */
const HALF_DASH = 0.75;

/** Lines over days, of one scale from 0, with a legend. */
export function LinePlot({ days, series, formatTick }: LinePlotProps) {
  const values = series.flatMap((one) => one.values.filter((value) => value !== null));
  const places = placeDays(days);
  const labelStep = Math.ceil(days.length / MAX_LABELS);
  return (
    <PlotFrame
      series={series}
      highest={Math.max(0, ...values) || 1}
      isWhole={false}
      formatTick={formatTick}
    >
      {(toShare) => (
        <>
          <svg className="lines" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
            {series.map(({ label, color, isDashed = false, values: line }) => (
              <path
                key={label}
                d={drawLine(places, line, (value) => 100 - Number.parseFloat(toShare(value)))}
                stroke={color}
                strokeDasharray={isDashed ? '6 4' : undefined}
              />
            ))}
          </svg>
          {days.map(
            (day, index) =>
              index % labelStep === 0 && (
                <span key={day} className="line-label" style={{ left: `${places[index]}%` }}>
                  {formatDate(day)}
                </span>
              ),
          )}
        </>
      )}
    </PlotFrame>
  );
}

/** Where each day lies between the first at 0 and the last at 100; a single day lies at 50. */
function placeDays(days: readonly string[]): number[] {
  const [first = 0, ...others] = days.map((day) => Date.parse(day));
  const length = (others.at(-1) ?? first) - first;
  if (length === 0) return days.map(() => 50);
  return [0, ...others.map((time) => ((time - first) / length) * 100)];
}

/** A path that leaves out what is null; a value alone becomes a short dash. */
function drawLine(
  places: readonly number[],
  values: readonly (number | null)[],
  toHeight: (value: number) => number,
): string {
  let path = '';
  let isDrawing = false;
  for (const [index, value] of values.entries()) {
    if (value === null) {
      isDrawing = false;
      continue;
    }
    const place = places[index] ?? 0;
    const height = toHeight(value).toFixed(2);
    const isAlone = !isDrawing && (values[index + 1] ?? null) === null;
    const half = isAlone ? HALF_DASH : 0;
    path += isDrawing
      ? `L${place.toFixed(2)},${height}`
      : `M${(place - half).toFixed(2)},${height}L${(place + half).toFixed(2)},${height}`;
    isDrawing = true;
  }
  return path;
}
