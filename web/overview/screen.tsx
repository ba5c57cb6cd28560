import '@mantine/charts/styles.css';
import { SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { Failure, Shown } from '../parts/feedback.tsx';
import { Page } from '../parts/page.tsx';
import { Credits } from './credits.tsx';
import { Decisions } from './decisions.tsx';
import { Pending } from './pending.tsx';
import { States } from './states.tsx';

/** How the desk does, as far as one may see it. */
export function OverviewScreen() {
  const overview = useQuery({
    queryKey: keys.overview,
    queryFn: () => bodyOf(api.GET('/api/overview/')),
  });
  return (
    <Page title="Overview" about="Of the awards that you may see.">
      {overview.isError && overview.data !== undefined && (
        <Failure error={overview.error} onRetry={() => overview.refetch()} />
      )}
      <Shown query={overview} rows={8}>
        {({ states, pending_by_age, decisions_by_week, credits_by_template }) => (
          <Stack>
            <States counts={states} />
            <SimpleGrid cols={{ base: 1, lg: 2 }}>
              <Pending ages={pending_by_age} />
              <Decisions weeks={decisions_by_week} />
            </SimpleGrid>
            <Credits templates={credits_by_template} />
          </Stack>
        )}
      </Shown>
    </Page>
  );
}
