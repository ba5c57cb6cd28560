import { api, readBody } from '../api/api-client.ts';
import { basePath } from '../api/base-path.ts';
import { queryClient } from '../api/query-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Me } from '../api/types.ts';

/** Starts a session, a cookie that scripts cannot read. Throws ApiError. */
export async function signIn(username: string, password: string): Promise<Me> {
  const before = queryClient.getQueryData<Me>(queryKeys.me);
  const me: Me = await readBody(api.POST('/api/session/', { body: { username, password } }));
  // Another person must not see what the previous one was looking at.
  if (before !== undefined && before.uuid !== me.uuid) window.location.assign(`${basePath}/`);
  queryClient.setQueryData(queryKeys.me, me);
  return me;
}
