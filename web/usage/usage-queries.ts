import { queryOptions } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';

/** Figures are collected every quarter of an hour. */
const REFRESH_MS = 5 * 60_000;

/** What a project was granted, used and stored; without a range the last 366 days by day. */
export const projectUsageQuery = (uuid: string, range = '') =>
  queryOptions({
    queryKey: [...queryKeys.usage, 'project', uuid, range],
    queryFn: () =>
      readBody(
        api.GET('/api/projects/{uuid}/usage/', {
          params: { path: { uuid }, query: range === '' ? {} : { range } },
        }),
      ),
    refetchInterval: REFRESH_MS,
  });

/** What the projects of a template were granted and used. */
export const templateUsageQuery = (uuid: string) =>
  queryOptions({
    queryKey: [...queryKeys.usage, 'template', uuid],
    queryFn: () =>
      readBody(
        api.GET('/api/openportal-project-template/{uuid}/usage/', { params: { path: { uuid } } }),
      ),
  });

/** What projects used, in credits and node seconds, by the UUID of the project. */
export const usedCreditsQuery = (uuids: readonly string[]) =>
  queryOptions({
    queryKey: [...queryKeys.usage, 'projects', uuids],
    queryFn: async () => {
      const query = { project_uuid: [...uuids], page_size: uuids.length };
      const rows = await readBody(
        api.GET('/api/openportal-accounting-summary/', { params: { query } }),
      );
      return new Map(rows.map((row) => [row.project_uuid, row]));
    },
    enabled: uuids.length > 0,
  });
