import { createRouter, parseSearchWith, stringifySearchWith } from '@tanstack/react-router';
import { basePath } from '../api/base-path.ts';
import { ErrorAlert, LoadingSkeleton } from '../parts/query-state.tsx';
import { omitEmptyParams } from '../parts/search-params.ts';
import { resetRoute, rootRoute, signedInRoute, signInRoute } from './base-routes.tsx';
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
  defaultPendingComponent: () => <LoadingSkeleton />,
  defaultErrorComponent: ({ error, reset }) => <ErrorAlert error={error} onRetry={reset} />,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
