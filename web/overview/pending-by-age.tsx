import type { Overview } from '../api/types.ts';
import { ChartCard } from '../parts/chart-card.tsx';
import { BarRows } from './bar-rows.tsx';

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
      <BarRows rows={ages.map(({ label, count }) => ({ label: `${label} ago`, count }))} />
    </ChartCard>
  );
}
