import { api, readBody } from '../api/api-client.ts';
import { ApiError } from '../api/api-error.ts';
import { basePath } from '../api/base-path.ts';
import { queryClient } from '../api/query-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Me } from '../api/types.ts';
import { clearTabStorage } from '../parts/clear-tab-storage.ts';

/** Starts a session, a cookie that scripts cannot read. Throws ApiError. */
export async function signIn(username: string, password: string): Promise<Me> {
  const before = queryClient.getQueryData<Me>(queryKeys.me);
  const me: Me = await readBody(api.POST('/api/session/', { body: { username, password } })).catch(
    (error: unknown) => findStartedSession(error, username),
  );
  // Another person must not see what the previous one was looking at.
  if (before !== undefined && before.uuid !== me.uuid) {
    clearTabStorage();
    window.location.assign(`${basePath}/`);
    // The page goes away: until then it must not go on with the other person's screens. What it
    // saves meanwhile is removed when the next page starts (claimTabStorage).
    return new Promise(() => {});
  }
  queryClient.setQueryData(queryKeys.me, me);
  return me;
}

/** The account that is signed in although the reply was lost. Throws `error` where nobody is. */
async function findStartedSession(error: unknown, username: string): Promise<Me> {
  if (!(error instanceof ApiError && error.mayHaveHappened)) throw error;
  const me = await readBody(api.GET('/api/users/me/')).catch(() => null);
  if (me === null || me.username.toLowerCase() !== username.trim().toLowerCase()) throw error;
  return me;
}
