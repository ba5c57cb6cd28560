import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  parseSearchWith,
  redirect,
  stringifySearchWith,
} from '@tanstack/react-router';
import { ApiError } from '../api/api-error.ts';
import { parseDeskView } from '../desk/desk-view.ts';
import { ErrorAlert, LoadingSkeleton } from '../parts/query-state.tsx';
import { queryClient } from './query-client.ts';
import { createSearchParser, omitEmptyParams } from './search-params.ts';
import { meQuery } from './session.tsx';
import { Shell } from './shell.tsx';

const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: lazyRouteComponent(() => import('./not-found.tsx'), 'NotFound'),
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: createSearchParser(['next', 'problem']),
  component: lazyRouteComponent(() => import('../sign-in/sign-in-screen.tsx'), 'SignInScreen'),
});

const resetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset',
  component: lazyRouteComponent(
    () => import('../reset/reset-password-screen.tsx'),
    'ResetPasswordScreen',
  ),
});

/** Everything but the sign-in: only for who is signed in, in the shell. */
const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  component: Shell,
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(meQuery);
    } catch (error) {
      const isNobody = error instanceof ApiError && error.status === 401;
      if (isNobody) throw redirect({ to: '/sign-in', search: { next: location.href } });
      throw error;
    }
  },
});

const signedInParent = { getParentRoute: () => signedInRoute };

const signedInRoutes = [
  createRoute({
    ...signedInParent,
    path: '/',
    validateSearch: parseDeskView,
    component: lazyRouteComponent(() => import('../desk/desk-screen.tsx'), 'DeskScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/awards/$identifier/$destination',
    component: lazyRouteComponent(() => import('../award/award-screen.tsx'), 'AwardScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/overview',
    component: lazyRouteComponent(
      () => import('../overview/overview-screen.tsx'),
      'OverviewScreen',
    ),
  }),
  createRoute({
    ...signedInParent,
    path: '/projects',
    validateSearch: createSearchParser(['query', 'customer_uuid', 'is_removed', 'o', 'page']),
    component: lazyRouteComponent(
      () => import('../projects/projects-screen.tsx'),
      'ProjectsScreen',
    ),
  }),
  createRoute({
    ...signedInParent,
    path: '/projects/$uuid',
    component: lazyRouteComponent(() => import('../projects/project-screen.tsx'), 'ProjectScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/templates',
    validateSearch: createSearchParser(['name', 'portal', 'offering', 'o', 'page']),
    component: lazyRouteComponent(
      () => import('../templates/templates-screen.tsx'),
      'TemplatesScreen',
    ),
  }),
  createRoute({
    ...signedInParent,
    path: '/templates/$uuid',
    component: lazyRouteComponent(
      () => import('../templates/template-screen.tsx'),
      'TemplateScreen',
    ),
  }),
  createRoute({
    ...signedInParent,
    path: '/customers',
    validateSearch: createSearchParser(['query', 'o', 'page']),
    component: lazyRouteComponent(
      () => import('../customers/customers-screen.tsx'),
      'CustomersScreen',
    ),
  }),
  createRoute({
    ...signedInParent,
    path: '/customers/$uuid',
    component: lazyRouteComponent(
      () => import('../customers/customer-screen.tsx'),
      'CustomerScreen',
    ),
  }),
  createRoute({
    ...signedInParent,
    path: '/people',
    validateSearch: createSearchParser([
      'query',
      'is_staff',
      'is_support',
      'is_active',
      'is_service_account',
      'o',
      'page',
    ]),
    component: lazyRouteComponent(() => import('../people/people-screen.tsx'), 'PeopleScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/people/$uuid',
    component: lazyRouteComponent(() => import('../people/person-screen.tsx'), 'PersonScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/audit',
    validateSearch: createSearchParser([
      'event_type',
      'managed_project_identifier',
      'managed_project_destination',
      'q',
      'timestamp_after',
      'timestamp_before',
      'o',
      'page',
    ]),
    component: lazyRouteComponent(() => import('../audit/audit-screen.tsx'), 'AuditScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/administration',
    validateSearch: createSearchParser([
      'query',
      'subject_kind',
      'timestamp_after',
      'timestamp_before',
      'page',
    ]),
    component: lazyRouteComponent(
      () => import('../admin-audit/admin-audit-screen.tsx'),
      'AdminAuditScreen',
    ),
  }),
  createRoute({
    ...signedInParent,
    path: '/bridge',
    component: lazyRouteComponent(() => import('../bridge/bridge-screen.tsx'), 'BridgeScreen'),
  }),
] as const;

const stringifySearch = stringifySearchWith(String);

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    signInRoute,
    resetRoute,
    signedInRoute.addChildren(signedInRoutes),
  ]),
  // Texts stay texts: an identifier of digits is no number.
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
