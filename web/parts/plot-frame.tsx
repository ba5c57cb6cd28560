import './bars.css';
import type { CSSProperties, ReactNode } from 'react';

export interface Series {
  label: string;
  /** A colour of CSS. */
  color: string;
}

interface PlotFrameProps {
  series: readonly Series[];
  /** The highest value that is drawn; the axis ends at the next tick. */
  highest: number;
  /** Values are whole numbers, so that ticks are too. */
  isWhole: boolean;
  formatTick: (value: number) => string;
  /** Draws the values; `toShare` turns one into a height such as `25%`. */
  children: (toShare: (value: number) => string) => ReactNode;
}

const MAX_STEPS = 5;

/** The axis of a plot with its ticks, and the legend of its series. */
export function PlotFrame({ series, highest, isWhole, formatTick, children }: PlotFrameProps) {
  const step = chooseStep(highest, isWhole);
  const stepCount = Math.max(1, Math.ceil(highest / step));
  const ticks = Array.from({ length: stepCount + 1 }, (_, index) => index * step);
  const toShare = (value: number): string => `${(value / (step * stepCount)) * 100}%`;
  const longest = Math.max(3, ...ticks.map((value) => formatTick(value).length));
  return (
    <>
      <div className="plot" style={{ '--axis-width': `${longest + 2}ch` } as CSSProperties}>
        <div className="plot-area">
          {children(toShare)}
          {ticks.map((value) => (
            <div key={value} className="plot-tick" style={{ bottom: toShare(value) }}>
              <span>{formatTick(value)}</span>
            </div>
          ))}
        </div>
      </div>
      <div className="plot-legend">
        {series.map(({ label, color }) => (
          <span key={label} style={{ '--series-color': color } as CSSProperties}>
            {label}
          </span>
        ))}
      </div>
    </>
  );
}

/** The smallest of 1, 2 and 5 times a power of ten with which MAX_STEPS steps reach `highest`. */
function chooseStep(highest: number, isWhole: boolean): number {
  const lowest = isWhole || highest <= 0 ? 0 : Math.floor(Math.log10(highest)) - 1;
  for (let power = lowest; ; power += 1) {
    const step = [1, 2, 5].find((factor) => factor * 10 ** power * MAX_STEPS >= highest);
    if (step !== undefined) return step * 10 ** power;
  }
}
