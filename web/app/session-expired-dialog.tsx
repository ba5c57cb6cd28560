import { Suspense, useEffect, useState } from 'react';
import { onSessionExpired } from '../api/api-client.ts';
import { queryClient } from '../api/query-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Me } from '../api/types.ts';
import { lazyPart } from '../parts/lazy-part.tsx';

const SignInAgainDialog = lazyPart(() => import('./sign-in-again-dialog.tsx'), 'SignInAgainDialog');

/**
 * Asks to sign in again over the page when the session ends during work. The page below keeps
 * everything that was typed, so that the refused request can be repeated.
 */
export function SessionExpiredDialog() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => onSessionExpired(() => setOpen(true)), []);
  const username = queryClient.getQueryData<Me>(queryKeys.me)?.username ?? '';
  if (username === '' || !isOpen) return null;
  return (
    <Suspense>
      <SignInAgainDialog username={username} onClose={() => setOpen(false)} />
    </Suspense>
  );
}
