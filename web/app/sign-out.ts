import { api, readBody } from '../api/api-client.ts';
import { basePath } from '../api/base-path.ts';
import { queryClient } from '../api/query-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Me } from '../api/types.ts';
import { announceSignOut } from './shared-sign-out.ts';
import { clearVisits } from '../award/last-visit-store.ts';
import { clearTabStorage } from '../parts/clear-tab-storage.ts';

/**
 * Ends the session, also at the provider that it came from where the provider has a page for
 * that, and removes from the browser what was kept for this person. Throws ApiError.
 */
export async function signOut(): Promise<void> {
  const ended = await readBody(api.DELETE('/api/session/'));
  const me = queryClient.getQueryData<Me>(queryKeys.me);
  if (me !== undefined) clearVisits(me.uuid);
  clearTabStorage();
  announceSignOut();
  window.location.assign(ended?.sign_out_url ?? `${basePath}/sign-in`);
}
