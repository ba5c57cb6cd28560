import { SimpleGrid, Stack } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { ErrorAlert, QueryContent } from '../parts/query-state.tsx';
import { PageLayout } from '../parts/page-layout.tsx';
import { CreditsByPortal, CreditsByTemplate } from './credits-by-template.tsx';
import { DecisionsByWeek } from './decisions-by-week.tsx';
import { PendingByAge } from './pending-by-age.tsx';
import { OverviewChoice, type OverviewScope } from './overview-choice.tsx';
import { TimeToDecision } from './time-to-decision.tsx';
import { AwardsByState } from './awards-by-state.tsx';

/** The period that the service takes by default. */
const defaultWeeks = '12';

/** Figures about the awards that the reader may see. */
export function OverviewScreen() {
  const [scope, setScope] = useState<OverviewScope>({ weeks: defaultWeeks, portal: '' });
  const overview = useQuery({
    queryKey: [...queryKeys.overview, scope],
    queryFn: () => {
      const { weeks, portal } = scope;
      const query = {
        ...(weeks !== defaultWeeks && { weeks: Number(weeks) }),
        ...(portal !== '' && { portal }),
      };
      return readBody(api.GET('/api/overview/', { params: { query } }));
    },
    placeholderData: keepPreviousData,
  });
  return (
    <PageLayout title="Overview" subtitle="Figures about the awards that you may see.">
      {overview.isError && overview.data !== undefined && (
        <ErrorAlert error={overview.error} onRetry={() => overview.refetch()} />
      )}
      <QueryContent query={overview} rows={8}>
        {({
          states,
          pending_by_age,
          decisions_by_week,
          time_to_decision,
          credits_by_template,
          credits_by_portal,
          portals,
        }) => (
          <Stack>
            <OverviewChoice
              scope={scope}
              portals={portals}
              onChange={(change) => setScope({ ...scope, ...change })}
            />
            <AwardsByState counts={states} />
            <SimpleGrid cols={{ base: 1, lg: 2 }}>
              <PendingByAge ages={pending_by_age} />
              <DecisionsByWeek weeks={decisions_by_week} />
            </SimpleGrid>
            <TimeToDecision time={time_to_decision} />
            <CreditsByTemplate templates={credits_by_template} />
            <CreditsByPortal portals={credits_by_portal} />
          </Stack>
        )}
      </QueryContent>
    </PageLayout>
  );
}
