import type { Overview } from '../api/types.ts';
import { formatDate } from '../parts/time-format.tsx';
import { ChartCard } from '../parts/chart-card.tsx';
import { StackedColumns } from '../parts/stacked-columns.tsx';

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
      <StackedColumns
        // The colours differ in lightness too, for people who cannot tell red from green.
        series={[
          { label: 'Approved', color: 'var(--mantine-color-green-8)' },
          { label: 'Rejected', color: 'var(--mantine-color-red-4)' },
        ]}
        columns={weeks.map(({ week, approved, rejected }) => ({
          label: formatShortDate(week),
          values: [approved, rejected],
        }))}
      />
    </ChartCard>
  );
}
