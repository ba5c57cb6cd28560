import { BarChart } from '@mantine/charts';
import type { Overview } from '../api/types.ts';
import { ChartCard } from '../parts/chart-card.tsx';

type AgeGroup = Overview['pending_by_age'][number];

/** The pending awards, grouped by how long they have waited. */
export function PendingByAge({ ages }: { ages: AgeGroup[] }) {
  const total = ages.reduce((sum, { count }) => sum + count, 0);
  const counts = ages.map(({ label, count }) => `${label} ago: ${count.toLocaleString('en')}`);
  return (
    <ChartCard
      title="Pending, waiting since"
      summary={`Pending awards by since when they wait. ${counts.join(', ')}.`}
      figures={{
        headers: ['Waiting since', 'Awards'],
        rows: ages.map(({ label, count }) => [`${label} ago`, count.toLocaleString('en')]),
      }}
      emptyText={total === 0 && 'No award is pending.'}
    >
      <BarChart
        h={240}
        data={ages.map((group) => ({ ...group, label: `${group.label} ago` }))}
        dataKey="label"
        orientation="vertical"
        series={[{ name: 'count', label: 'Awards', color: 'orange.7' }]}
        withBarValueLabel
        valueFormatter={(count) => count.toLocaleString('en')}
        accessibilityLayer={false}
        gridAxis="none"
        withXAxis={false}
        yAxisProps={{ width: 130 }}
        maxBarWidth={28}
        // Room for the number at the end of the longest bar.
        barChartProps={{ margin: { right: 40 } }}
      />
    </ChartCard>
  );
}
