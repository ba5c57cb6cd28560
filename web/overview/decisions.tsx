import { BarChart } from '@mantine/charts';
import { formatDay } from '../parts/time.tsx';
import { Plot } from './plot.tsx';

interface Week {
  /** Its Monday, YYYY-MM-DD. */
  week: string;
  approved: number;
  rejected: number;
}

const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const shortDay = (day: string): string => short.format(new Date(`${day}T00:00:00Z`));

/** What was decided in each of the last weeks, one kind on top of the other. */
export function Decisions({ weeks }: { weeks: Week[] }) {
  const approved = weeks.reduce((sum, week) => sum + week.approved, 0);
  const rejected = weeks.reduce((sum, week) => sum + week.rejected, 0);
  return (
    <Plot
      title="Decisions per week"
      summary={`Decisions of each of the last ${weeks.length} weeks: ${approved} approved and ${rejected} rejected in all.`}
      figures={{
        heads: ['Week from', 'Approved', 'Rejected'],
        rows: weeks.map((week) => [
          formatDay(week.week),
          week.approved.toLocaleString('en'),
          week.rejected.toLocaleString('en'),
        ]),
      }}
      empty={approved + rejected === 0 && `Nothing was decided in ${weeks.length} weeks.`}
    >
      <BarChart
        h={240}
        data={weeks.map((week) => ({ ...week, week: shortDay(week.week) }))}
        dataKey="week"
        type="stacked"
        // Far apart in lightness too, for whoever does not tell these colours.
        series={[
          { name: 'approved', label: 'Approved', color: 'green.8' },
          { name: 'rejected', label: 'Rejected', color: 'red.4' },
        ]}
        withLegend
        legendProps={{ verticalAlign: 'bottom' }}
        yAxisProps={{ allowDecimals: false, width: 36, interval: 0 }}
        maxBarWidth={36}
        barChartProps={{ margin: { top: 8 } }}
        accessibilityLayer={false}
      />
    </Plot>
  );
}
