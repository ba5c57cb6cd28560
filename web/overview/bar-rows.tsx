import '../parts/bars.css';
import { Fragment } from 'react';

interface BarRowsProps {
  rows: readonly { label: string; count: number }[];
}

/** A bar for each row that has a count, all of one scale, with the counts beside them. */
export function BarRows({ rows }: BarRowsProps) {
  const highest = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <div className="bar-rows">
      {rows.map(({ label, count }) => (
        <Fragment key={label}>
          <span>{label}</span>
          <span className="bar-track">
            {count > 0 && <span className="bar" style={{ width: `${(count / highest) * 100}%` }} />}
            <span>{count.toLocaleString('en')}</span>
          </span>
        </Fragment>
      ))}
    </div>
  );
}
