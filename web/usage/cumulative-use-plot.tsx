import { LineChart } from '@mantine/charts';
import { Text } from '@mantine/core';
import type { ProjectUsage } from '../api/types.ts';
import { ChartCard } from '../parts/chart-card.tsx';
import { formatCredits } from '../parts/credits-bar.tsx';
import { formatDate } from '../parts/time-format.tsx';
import { CsvLink } from './csv-link.tsx';
import { type CumulativeUse, summarizeCumulativeUse } from './cumulative-use.ts';
import { describeUsed } from './describe-credits.ts';
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
      <LineChart
        h={260}
        data={cumulative.days.map(({ day, ...values }) => ({ day: formatDate(day), ...values }))}
        dataKey="day"
        curveType="linear"
        withDots={false}
        series={[
          { name: 'used', label: 'Used', color: 'blue.9' },
          { name: 'pace', label: "Today's pace", color: 'orange.6', strokeDasharray: '6 4' },
        ]}
        referenceLines={[
          { y: Number(granted), label: `Granted ${formatCredits(granted)}`, color: 'red.7' },
        ]}
        valueFormatter={formatHours}
        withLegend
        legendProps={{ verticalAlign: 'bottom' }}
        xAxisProps={{ minTickGap: 40 }}
        yAxisProps={{
          width: 70,
          domain: [0, (highest: number) => Math.max(highest, Number(granted)) * 1.05],
        }}
        accessibilityLayer={false}
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
