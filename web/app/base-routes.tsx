import { createRootRoute, createRoute, redirect } from '@tanstack/react-router';
import { ApiError } from '../api/api-error.ts';
import { meQuery } from '../api/current-user.ts';
import { queryClient } from '../api/query-client.ts';
import { claimTabStorage } from '../parts/clear-tab-storage.ts';
import { createSearchParser } from '../parts/search-params.ts';
import { lazyScreen } from './lazy-screen.ts';
import { Root } from './root.tsx';
import { Shell } from './shell.tsx';

/** Parent of every route; shows "no such page" for unknown URLs. */
export const rootRoute = createRootRoute({
  component: Root,
  notFoundComponent: lazyScreen(() => import('./not-found.tsx'), 'NotFound'),
});

/**
 * `/sign-in`: `next` is the path to open afterwards, `problem` why a provider's sign-on failed,
 * `provider` the slug of the one whose person was refused here.
 */
export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: createSearchParser(['next', 'problem', 'provider']),
  component: lazyScreen(() => import('../sign-in/sign-in-screen.tsx'), 'SignInScreen'),
});

/** `/reset`: sets a new password with the secret of a reset link. */
export const resetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset',
  component: lazyScreen(() => import('../reset/reset-password-screen.tsx'), 'ResetPasswordScreen'),
});

/** Parent of every screen that needs a session; without one it leads to the sign-in screen. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  component: Shell,
  beforeLoad: async ({ location }) => {
    try {
      const { uuid } = await queryClient.ensureQueryData(meQuery);
      // Before a screen reads it: the session of somebody else may have expired in this tab.
      claimTabStorage(uuid);
    } catch (error) {
      const isSignedOut = error instanceof ApiError && error.status === 401;
      if (isSignedOut) throw redirect({ to: '/sign-in', search: { next: location.href } });
      throw error;
    }
  },
});
