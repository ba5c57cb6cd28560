import { Text } from '@mantine/core';
import type { ProjectUsage } from '../api/types.ts';
import { ChartCard } from '../parts/chart-card.tsx';
import { formatCredits } from '../parts/credit-format.ts';
import { formatDate } from '../parts/time-format.tsx';
import { CsvLink } from './csv-link.tsx';
import { type CumulativeUse, summarizeCumulativeUse } from './cumulative-use.ts';
import { describeUsed } from './describe-credits.ts';
import { LinePlot } from './line-plot.tsx';
import { formatHours } from '../machines/node-hours.ts';

/** The credits used up to each day against the grant, with a line for today's pace. */
export function CumulativeUsePlot({ usage }: { usage: ProjectUsage }) {
  const { granted_credits: granted, used_credits: used } = usage;
  const cumulative = summarizeCumulativeUse(usage);
  const pace = describePace(usage, cumulative);
  return (
    <ChartCard
      title="Use against the grant"
      summary={`${describeUsed({ granted, used })}. ${pace}`}
      figures={{
        headers: ['Day', 'Credits used in all', "At today's pace"],
        rows: cumulative.days
          .toReversed()
          .map(({ day, used: total, pace: expected }) => [
            formatDate(day),
            formatFigure(total),
            formatFigure(expected),
          ]),
      }}
      aside={
        <CsvLink
          report="usage"
          projectUuid={usage.project_uuid}
          label="Use against the grant as CSV"
        />
      }
      emptyText={used === '0.00' && 'Nothing has been used yet.'}
    >
      <LinePlot
        days={cumulative.days.map(({ day }) => day)}
        series={[
          {
            label: 'Used',
            color: 'var(--mantine-color-blue-9)',
            values: cumulative.days.map((day) => day.used),
          },
          {
            label: "Today's pace",
            color: 'var(--mantine-color-orange-6)',
            isDashed: true,
            values: cumulative.days.map((day) => day.pace),
          },
          {
            label: `Granted ${formatCredits(granted)}`,
            color: 'var(--mantine-color-red-7)',
            values: cumulative.days.map(() => Number(granted)),
          },
        ]}
        formatTick={formatHours}
      />
      <Text size="sm" mt="xs">
        {pace}
      </Text>
    </ChartCard>
  );
}

const formatFigure = (credits: number | null): string =>
  credits === null ? '' : formatHours(credits);

function describePace(
  { granted_credits: granted, end_date }: ProjectUsage,
  { perDay, atEnd, usedUpOn }: CumulativeUse,
): string {
  const mean = `Today's pace is ${formatHours(perDay)} credits a day.`;
  if (usedUpOn !== null)
    return `${mean} The grant is used up on ${formatDate(usedUpOn)} at this pace.`;
  if (atEnd === null || atEnd > Number(granted)) return mean;
  return `${mean} ${formatHours(atEnd)} of ${formatCredits(granted)} credits are used by the end on ${formatDate(end_date)} at this pace.`;
}
