import { api, type ListPage, pageOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import type { Award } from '../api/types.ts';
import { type DeskSearch, queryOf } from './view.ts';

/** The page of the desk's list that the address bar asks for. */
export function deskListQuery(search: DeskSearch) {
  const query = queryOf(search);
  return {
    queryKey: [...keys.awards, 'list', query],
    queryFn: async () =>
      (await pageOf(
        api.GET('/api/openportal-managed-projects/', { params: { query } }),
      )) as unknown as ListPage<Award>,
  };
}
