/* The screen of the connection to the bridge. */

import { SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { ApiError } from '../api/api-error.ts';
import type { BridgeStatus } from '../api/types.ts';
import { ErrorAlert, QueryContent } from '../parts/query-state.tsx';
import { PageLayout } from '../parts/page-layout.tsx';
import { AdviceList } from './advice-list.tsx';
import { ConnectionPanel } from './connection-panel.tsx';
import { JobsPanel } from './jobs-panel.tsx';
import { LastErrorPanel } from './last-error-panel.tsx';
import { NotificationsPanel } from './notifications-panel.tsx';
import { OfferingsPanel } from './offerings-panel.tsx';
import { ReachabilityAlert } from './reachability-alert.tsx';
import { BacklogPanel } from './backlog-panel.tsx';

const refreshIntervalMs = 5_000;

/** The state of the connection to the OpenPortal network, refreshed every few seconds. */
export function BridgeScreen() {
  const status = useQuery({
    queryKey: queryKeys.bridge,
    queryFn: () => readBody(api.GET('/api/openportal/status/')),
    // A missing permission does not appear within seconds.
    refetchInterval: ({ state }) =>
      state.error instanceof ApiError && state.error.status === 403 ? false : refreshIntervalMs,
  });
  return (
    <PageLayout
      title="Bridge"
      subtitle="The connection to the OpenPortal network, refreshed every 5 seconds."
    >
      {status.isError && status.data !== undefined && (
        <ErrorAlert
          title="The status cannot be loaded; below is the last known one"
          error={status.error}
          onRetry={() => status.refetch()}
        />
      )}
      <QueryContent query={status}>{(data) => <StatusPanels status={data} />}</QueryContent>
    </PageLayout>
  );
}

function StatusPanels({ status }: { status: BridgeStatus }) {
  if (status.bridge === 'no bridge') {
    return (
      <Stack>
        <ReachabilityAlert status={status} />
        <AdviceList status={status} />
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <ConnectionPanel status={status} />
          <BacklogPanel status={status} />
        </SimpleGrid>
      </Stack>
    );
  }
  return (
    <Stack>
      <ReachabilityAlert status={status} />
      <AdviceList status={status} />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <ConnectionPanel status={status} />
        <BacklogPanel status={status} />
        <JobsPanel jobs={status.jobs_last_hour} />
        <OfferingsPanel offerings={status.offerings} />
        <NotificationsPanel notifications={status.notifications} />
      </SimpleGrid>
      <LastErrorPanel error={status.last_error} />
    </Stack>
  );
}
