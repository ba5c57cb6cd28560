import type { ProjectUsage } from '../api/types.ts';
import { ChartCard } from '../parts/chart-card.tsx';
import { formatDate } from '../parts/time-format.tsx';
import { formatHours } from '../machines/node-hours.ts';
import { CsvLink } from './csv-link.tsx';
import { chooseByteUnit, formatBytes } from './byte-format.ts';
import { LinePlot } from './line-plot.tsx';
import { chooseColor } from './series-colors.ts';

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
  const unit = chooseByteUnit(Math.max(0, ...listUsedBytes(usage)));
  const toUnit = (bytes: number | null) => (bytes === null ? null : bytes / unit.size);
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
      <LinePlot
        days={days}
        series={volumes.map(({ name }, index) => ({
          label: name,
          color: chooseColor(index),
          values: days.map((day) => toUnit(figureOf(name, day)?.used_bytes ?? null)),
        }))}
        formatTick={(value) => `${formatHours(value)} ${unit.name}`}
      />
    </ChartCard>
  );
}

const listUsedBytes = ({ volumes }: ProjectUsage): number[] =>
  volumes.flatMap(({ days }) => days.map(({ used_bytes }) => used_bytes ?? 0));

function describeQuota(
  figure: { limit_bytes: number | null; used_bytes: number | null } | undefined,
): string {
  if (figure === undefined) return '–';
  const { limit_bytes, used_bytes } = figure;
  const limit = limit_bytes === null ? 'no limit' : formatBytes(limit_bytes);
  return used_bytes === null ? `not counted, ${limit}` : `${formatBytes(used_bytes)} of ${limit}`;
}
