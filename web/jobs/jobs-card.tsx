/* The list of the bridge's jobs. */

import { Button, Card, Group, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, readCount, readPage } from '../api/api-client.ts';
import { useMe } from '../api/current-user.ts';
import { mayManage } from '../api/permissions.ts';
import { queryKeys } from '../api/query-keys.ts';
import { PagedList } from '../parts/paged-list.tsx';
import { EmptyState } from '../parts/query-state.tsx';
import { parsePageNumber } from '../parts/search-params.ts';
import { giveUpDeadJobs } from './job-actions.ts';
import { jobStates } from './job-labels.ts';
import { JobTable } from './job-table.tsx';
import { ListFilters, toState } from './list-filters.tsx';
import { ActionDialog, type DialogAction } from '../parts/action-dialog.tsx';

const pageSize = 25;

export function JobsCard() {
  const [action, setAction] = useState<DialogAction | null>(null);
  const search = useSearch({ from: '/signed-in/jobs' });
  const navigate = useNavigate({ from: '/jobs' });
  const page = parsePageNumber(search.page);
  const state = toState(jobStates, search.state);
  const query = {
    ...(search.query !== undefined && { query: search.query }),
    ...(state !== null && { state: [state] }),
    page,
    page_size: pageSize,
  };
  const jobs = useQuery({
    queryKey: [...queryKeys.jobs, 'bridge', query],
    queryFn: () => readPage(api.GET('/api/bridge-jobs/', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const show = (change: { query?: string; state?: string }): void => {
    void navigate({ search: (old) => ({ ...old, page: '', ...change }), resetScroll: false });
  };
  return (
    <Card withBorder component="section" aria-labelledby="bridge-jobs">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="bridge-jobs">
          Jobs of the bridge
        </Title>
        <GiveUpDeadButton />
      </Group>
      <ListFilters
        name="jobs"
        placeholder="Award, portal or offering"
        text={search.query ?? ''}
        onText={(text) => show({ query: text })}
        states={jobStates}
        state={state}
        onState={(value) => show({ state: value })}
      />
      <PagedList
        query={jobs}
        page={page}
        pageSize={pageSize}
        onPage={(to) => void navigate({ search: (old) => ({ ...old, page: String(to) }) })}
        emptyState={
          <EmptyState title="No jobs">
            {search.query || state !== null
              ? 'No job matches the filters.'
              : 'Jobs are listed here once the bridge hands them over.'}
          </EmptyState>
        }
      >
        {(items) => <JobTable jobs={items} onChoose={setAction} />}
      </PagedList>
      <ActionDialog action={action} onClose={() => setAction(null)} queryKey={queryKeys.jobs} />
    </Card>
  );
}

/** For staff, while any job is dead. */
function GiveUpDeadButton() {
  const me = useMe();
  const [action, setAction] = useState<DialogAction | null>(null);
  const dead = useQuery({
    queryKey: [...queryKeys.jobs, 'dead'],
    queryFn: () =>
      readCount(api.HEAD('/api/bridge-jobs/', { params: { query: { state: ['dead'] } } })),
    enabled: mayManage(me),
  });
  const count = dead.data ?? 0;
  return (
    <>
      {count > 0 && (
        <Button size="compact-sm" variant="default" onClick={() => setAction(giveUpDeadJobs())}>
          Give up all {count.toLocaleString('en')} dead
        </Button>
      )}
      <ActionDialog queryKey={queryKeys.jobs} action={action} onClose={() => setAction(null)} />
    </>
  );
}
