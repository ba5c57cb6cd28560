import { useQuery } from '@tanstack/react-query';
import { api, readBody } from './api-client.ts';
import { queryKeys } from './query-keys.ts';
import type { Me } from './types.ts';

/** The person who is signed in. Fails with status 401 where nobody is. */
export const meQuery = {
  queryKey: queryKeys.me,
  queryFn: (): Promise<Me> => readBody(api.GET('/api/users/me/')),
  staleTime: 60_000,
};

/** Who is signed in. Only below the shell, which is not shown before that is known. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (data === undefined) throw new Error('Nobody is signed in.');
  return data;
}
