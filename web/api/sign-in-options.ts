import { api, readBody } from './api-client.ts';
import { queryKeys } from './query-keys.ts';

/** The ways to sign in here: a password, providers, or both. Needs no session. */
export const signInOptionsQuery = {
  queryKey: queryKeys.signInOptions,
  queryFn: () => readBody(api.GET('/api/sign-in/')),
  staleTime: 60_000,
};
