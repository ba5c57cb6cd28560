import type { ProjectUsage } from '../api/types.ts';
import { ChartCard } from '../parts/chart-card.tsx';
import { StackedColumns } from '../parts/stacked-columns.tsx';
import { formatDate } from '../parts/time-format.tsx';
import { CsvLink } from './csv-link.tsx';
import { chooseColor } from './series-colors.ts';
import { summarizeDailyUse } from './daily-use.ts';
import { formatHours } from '../machines/node-hours.ts';

/** The node hours of each day as stacked bars, one colour for each person. */
export function DailyUsePlot({ usage }: { usage: ProjectUsage }) {
  const { people, days } = summarizeDailyUse(usage);
  const used = days.filter(({ hours }) => Object.keys(hours).length > 0);
  const total = people.map((name) => `${name} ${formatHours(sum(days, name))}`);
  return (
    <ChartCard
      title="Daily use by person"
      summary={`Node hours from ${formatDate(usage.from)} to ${formatDate(usage.to)}: ${total.join(', ')}.`}
      figures={{
        headers: ['Day', ...people],
        rows: used
          .toReversed()
          .map(({ day, hours }) => [
            formatDate(day),
            ...people.map((name) => formatHours(hours[name] ?? 0)),
          ]),
      }}
      aside={
        <CsvLink
          report="usage"
          projectUuid={usage.project_uuid}
          label="Use by day and person as CSV"
        />
      }
      emptyText={used.length === 0 && 'Nothing has been used yet.'}
    >
      <StackedColumns
        series={people.map((label, index) => ({ label, color: chooseColor(index) }))}
        columns={days.map(({ day, hours }) => ({
          label: formatDate(day),
          values: people.map((name) => hours[name] ?? 0),
        }))}
        format={formatHours}
      />
    </ChartCard>
  );
}

function sum(days: readonly { hours: Record<string, number> }[], name: string): number {
  return days.reduce((total, { hours }) => total + (hours[name] ?? 0), 0);
}
