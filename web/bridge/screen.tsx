import { SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { Problem } from '../api/problem.ts';
import type { BridgeStatus } from '../api/types.ts';
import { Failure, Shown } from '../parts/feedback.tsx';
import { Page } from '../parts/page.tsx';
import { AdviceList } from './advice-list.tsx';
import { Connection } from './connection.tsx';
import { Jobs } from './jobs.tsx';
import { LastError } from './last-error.tsx';
import { OfferingsTable } from './offerings.tsx';
import { Standing } from './standing.tsx';
import { Waiting } from './waiting.tsx';

const everyMs = 5_000;

/** How the connection to the OpenPortal network is, at a glance. */
export function BridgeScreen() {
  const status = useQuery({
    queryKey: keys.bridge,
    queryFn: () => bodyOf(api.GET('/api/openportal/status/')),
    // Who may not see it may not in five seconds either.
    refetchInterval: ({ state }) =>
      state.error instanceof Problem && state.error.status === 403 ? false : everyMs,
  });
  return (
    <Page
      title="Bridge"
      about="The connection to the OpenPortal network. This page looks again every five seconds."
    >
      {status.isError && status.data !== undefined && (
        <Failure
          title="This is how it was last; now it cannot be seen"
          error={status.error}
          onRetry={() => status.refetch()}
        />
      )}
      <Shown query={status}>{(data) => <Status status={data} />}</Shown>
    </Page>
  );
}

function Status({ status }: { status: BridgeStatus }) {
  if (status.bridge === 'no bridge') {
    return (
      <Stack>
        <Standing status={status} />
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Connection status={status} />
          <Waiting status={status} />
        </SimpleGrid>
      </Stack>
    );
  }
  return (
    <Stack>
      <Standing status={status} />
      <AdviceList status={status} />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Connection status={status} />
        <Waiting status={status} />
        <Jobs jobs={status.jobs_last_hour} />
        <OfferingsTable offerings={status.offerings} />
      </SimpleGrid>
      <LastError error={status.last_error} />
    </Stack>
  );
}
