import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, readBody, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Resource } from '../api/types.ts';

/** The largest page of the API; a site has a handful of resources. */
const maxResources = 300;

/** All resources by name; for staff and support. */
export const resourcesQuery = queryOptions({
  queryKey: [...queryKeys.resources, 'list'],
  queryFn: () =>
    readPage(
      api.GET('/api/openportal-resources/', {
        params: { query: { o: 'name', page_size: maxResources } },
      }),
    ),
});

/** One resource as it is stored now. Throws ApiError. */
export const readResource = (uuid: string): Promise<Resource> =>
  readBody(api.GET('/api/openportal-resources/{uuid}/', { params: { path: { uuid } } }));

/** One resource with the result of its last check. */
export const resourceQuery = (uuid: string) =>
  queryOptions({
    queryKey: [...queryKeys.resources, uuid],
    queryFn: () => readResource(uuid),
  });

/** The projects and accounts of a resource that nobody here knows. */
export const unknownQuery = (uuid: string) =>
  queryOptions({
    queryKey: [...queryKeys.resources, uuid, 'unknown'],
    queryFn: () =>
      readBody(
        api.GET('/api/openportal-resources/{uuid}/unknown/', { params: { path: { uuid } } }),
      ),
  });

/** All resources as options of a select. */
export function useResourceOptions(): { value: string; label: string }[] {
  const { data } = useQuery(resourcesQuery);
  return (data?.items ?? []).map(({ uuid, name }) => ({ value: uuid, label: name }));
}
