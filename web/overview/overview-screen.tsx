import { SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { ErrorAlert, QueryContent } from '../parts/query-state.tsx';
import { PageLayout } from '../parts/page-layout.tsx';
import { CreditsByTemplate } from './credits-by-template.tsx';
import { DecisionsByWeek } from './decisions-by-week.tsx';
import { PendingByAge } from './pending-by-age.tsx';
import { AwardsByState } from './awards-by-state.tsx';

/** Figures about the awards that the reader may see. */
export function OverviewScreen() {
  const overview = useQuery({
    queryKey: queryKeys.overview,
    queryFn: () => readBody(api.GET('/api/overview/')),
  });
  return (
    <PageLayout title="Overview" subtitle="Figures about the awards that you may see.">
      {overview.isError && overview.data !== undefined && (
        <ErrorAlert error={overview.error} onRetry={() => overview.refetch()} />
      )}
      <QueryContent query={overview} rows={8}>
        {({ states, pending_by_age, decisions_by_week, credits_by_template }) => (
          <Stack>
            <AwardsByState counts={states} />
            <SimpleGrid cols={{ base: 1, lg: 2 }}>
              <PendingByAge ages={pending_by_age} />
              <DecisionsByWeek weeks={decisions_by_week} />
            </SimpleGrid>
            <CreditsByTemplate templates={credits_by_template} />
          </Stack>
        )}
      </QueryContent>
    </PageLayout>
  );
}
