import { createRouter, parseSearchWith, stringifySearchWith } from '@tanstack/react-router';
import { basePath } from '../api/base-path.ts';
import { LoadingSkeleton } from '../parts/query-state.tsx';
import { omitEmptyParams } from '../parts/search-params.ts';
import { resetRoute, rootRoute, signedInRoute, signInRoute } from './base-routes.tsx';
import { ScreenError } from './screen-error.tsx';
import { screenRoutes } from './screen-routes.tsx';

const stringifySearch = stringifySearchWith(String);

/** The router of the pages. Search parameters are texts: an identifier of digits is no number. */
export const router = createRouter({
  basepath: basePath || '/',
  routeTree: rootRoute.addChildren([
    signInRoute,
    resetRoute,
    signedInRoute.addChildren(screenRoutes),
  ]),
  parseSearch: parseSearchWith((text) => text),
  stringifySearch: (search) => stringifySearch(omitEmptyParams(search)),
  defaultPreload: 'intent',
  // The page stays until the next one is there, however long that takes; the bar says so.
  defaultPendingMs: Number.POSITIVE_INFINITY,
  defaultPendingComponent: () => <LoadingSkeleton />,
  defaultErrorComponent: ({ error, reset }) => <ScreenError error={error} onRetry={reset} />,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
