import { queryOptions } from '@tanstack/react-query';
import { api, readBody, readCount } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Machine } from '../api/types.ts';
import { isStateChanging } from './machine-state-badge.tsx';

const CHANGING_REFRESH_MS = 5_000;
const REFRESH_MS = 60_000;

/** A project on its resources as it is stored now. Throws ApiError. */
export const readProjectMachines = (uuid: string): Promise<Machine[]> =>
  readBody(api.GET('/api/projects/{uuid}/machines/', { params: { path: { uuid } } }));

/** A project on its resources; asked again soon while something changes there. */
export const projectMachinesQuery = (uuid: string) =>
  queryOptions({
    queryKey: [...queryKeys.machines, 'project', uuid],
    queryFn: () => readProjectMachines(uuid),
    refetchInterval: ({ state }) =>
      state.data?.some((machine) => isStateChanging(machine.state))
        ? CHANGING_REFRESH_MS
        : REFRESH_MS,
  });

/** How many projects on resources need attention; for staff and support. */
export const attentionCountQuery = queryOptions({
  queryKey: [...queryKeys.machines, 'attention'],
  queryFn: () =>
    readCount(
      api.HEAD('/api/openportal-machines/', { params: { query: { needs_attention: true } } }),
    ),
  refetchInterval: REFRESH_MS,
});
