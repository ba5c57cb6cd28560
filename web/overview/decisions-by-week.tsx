import { BarChart } from '@mantine/charts';
import type { Overview } from '../api/types.ts';
import { formatDate } from '../parts/time-format.tsx';
import { ChartCard } from '../parts/chart-card.tsx';

/** `week` is the Monday, YYYY-MM-DD. */
type WeekDecisions = Overview['decisions_by_week'][number];

const shortDateFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});
const formatShortDate = (day: string): string =>
  shortDateFormat.format(new Date(`${day}T00:00:00Z`));

/** Approvals and rejections of each of the last weeks, as stacked bars. */
export function DecisionsByWeek({ weeks }: { weeks: WeekDecisions[] }) {
  const approved = weeks.reduce((sum, week) => sum + week.approved, 0);
  const rejected = weeks.reduce((sum, week) => sum + week.rejected, 0);
  return (
    <ChartCard
      title="Decisions per week"
      summary={`Decisions in each of the last ${weeks.length} weeks: ${approved} approved and ${rejected} rejected in total.`}
      figures={{
        headers: ['Week of', 'Approved', 'Rejected'],
        rows: weeks.map((week) => [
          formatDate(week.week),
          week.approved.toLocaleString('en'),
          week.rejected.toLocaleString('en'),
        ]),
      }}
      emptyText={approved + rejected === 0 && `No decisions in the last ${weeks.length} weeks.`}
    >
      <BarChart
        h={240}
        data={weeks.map((week) => ({ ...week, week: formatShortDate(week.week) }))}
        dataKey="week"
        type="stacked"
        // The colours differ in lightness too, for people who cannot tell red from green.
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
    </ChartCard>
  );
}
