import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { ShortName } from '../api/types.ts';

/** The reader's own short name, or one that is proposed. It changes only when somebody sets it. */
export const ownShortNameQuery = {
  queryKey: [...queryKeys.shortName, 'me'],
  queryFn: (): Promise<ShortName> => readBody(api.GET('/api/openportal-userinfo/me/')),
  staleTime: 600_000,
};

/** The short name of the account with this UUID. Fails with status 404 where the reader sees none. */
export const shortNameQuery = (uuid: string) => ({
  queryKey: [...queryKeys.shortName, uuid],
  queryFn: async (): Promise<string | null> => {
    const params = { path: { user: uuid } };
    return (await readBody(api.GET('/api/openportal-userinfo/{user}/', { params }))).shortname;
  },
});
