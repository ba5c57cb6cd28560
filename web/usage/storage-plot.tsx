import { LineChart } from '@mantine/charts';
import type { ProjectUsage } from '../api/types.ts';
import { ChartCard } from '../parts/chart-card.tsx';
import { formatDate } from '../parts/time-format.tsx';
import { CsvLink } from './csv-link.tsx';
import { formatBytes } from './byte-format.ts';

const colors = ['blue.9', 'orange.5', 'green.8', 'grape.4', 'red.8', 'cyan.4'] as const;

/** What each volume of a project stores, as lines by day. */
export function StoragePlot({ usage }: { usage: ProjectUsage }) {
  const volumes = usage.volumes.map(({ resource_name, volume, days }) => ({
    name: `${volume} on ${resource_name}`,
    days: new Map(days.map((day) => [day.day, day])),
    last: days.at(-1),
  }));
  const days = [...new Set(usage.volumes.flatMap((one) => one.days.map(({ day }) => day)))].sort();
  const figureOf = (name: string, day: string) =>
    volumes.find((volume) => volume.name === name)?.days.get(day);
  const words = volumes.map(({ name, last }) => `${name}: ${describeQuota(last)}`);
  return (
    <ChartCard
      title="Storage by volume"
      summary={`What is stored now. ${words.join('; ')}.`}
      figures={{
        headers: ['Day', ...volumes.map(({ name }) => name)],
        rows: days
          .toReversed()
          .map((day) => [
            formatDate(day),
            ...volumes.map(({ name }) => describeQuota(figureOf(name, day))),
          ]),
      }}
      aside={
        <CsvLink
          report="storage"
          projectUuid={usage.project_uuid}
          label="Storage by day and volume as CSV"
        />
      }
      emptyText={days.length === 0 && 'No volume of this project has been counted yet.'}
    >
      <LineChart
        h={220}
        data={days.map((day) => ({
          day: formatDate(day),
          ...Object.fromEntries(
            volumes.map(({ name }) => [name, figureOf(name, day)?.used_bytes ?? null]),
          ),
        }))}
        dataKey="day"
        curveType="linear"
        withDots={days.length < 40}
        series={volumes.map(({ name }, index) => ({
          name,
          color: colors[index % colors.length] ?? 'gray.6',
        }))}
        valueFormatter={formatBytes}
        withLegend
        legendProps={{ verticalAlign: 'bottom' }}
        xAxisProps={{ minTickGap: 40 }}
        yAxisProps={{ width: 80 }}
        accessibilityLayer={false}
      />
    </ChartCard>
  );
}

function describeQuota(
  figure: { limit_bytes: number | null; used_bytes: number | null } | undefined,
): string {
  if (figure === undefined) return '–';
  const { limit_bytes, used_bytes } = figure;
  const limit = limit_bytes === null ? 'no limit' : formatBytes(limit_bytes);
  return used_bytes === null ? `not counted, ${limit}` : `${formatBytes(used_bytes)} of ${limit}`;
}
