import { BarChart } from '@mantine/charts';
import type { ProjectUsage } from '../api/types.ts';
import { ChartCard } from '../parts/chart-card.tsx';
import { formatDate } from '../parts/time-format.tsx';
import { CsvLink } from './csv-link.tsx';
import { summarizeDailyUse } from './daily-use.ts';
import { formatHours } from '../machines/node-hours.ts';

/** They differ in lightness too, for people who cannot tell hues apart. */
const colors = [
  'blue.9',
  'orange.5',
  'green.8',
  'grape.4',
  'red.8',
  'cyan.4',
  'yellow.8',
  'gray.5',
] as const;

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
      <BarChart
        h={260}
        data={days.map(({ day, hours }) => ({ day: formatDate(day), ...hours }))}
        dataKey="day"
        type="stacked"
        series={people.map((name, index) => ({
          name,
          color: colors[index % colors.length] ?? 'gray.6',
        }))}
        unit=" h"
        valueFormatter={formatHours}
        withLegend
        legendProps={{ verticalAlign: 'bottom' }}
        xAxisProps={{ minTickGap: 40 }}
        yAxisProps={{ width: 70 }}
        accessibilityLayer={false}
      />
    </ChartCard>
  );
}

function sum(days: readonly { hours: Record<string, number> }[], name: string): number {
  return days.reduce((total, { hours }) => total + (hours[name] ?? 0), 0);
}
