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
import { Problem } from '../api/problem.ts';
import { readView } from '../desk/view.ts';
import { Failure, Loading } from '../parts/feedback.tsx';
import { queryClient } from './query-client.ts';
import { textsOf, withoutEmpty } from './search.ts';
import { meQuery } from './session.tsx';
import { Shell } from './shell.tsx';

const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: lazyRouteComponent(() => import('./not-found.tsx'), 'NotFound'),
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: textsOf(['next', 'problem']),
  component: lazyRouteComponent(() => import('../sign-in/screen.tsx'), 'SignInScreen'),
});

const resetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset',
  component: lazyRouteComponent(() => import('../reset/screen.tsx'), 'ResetScreen'),
});

/** Everything but the sign-in: only for who is signed in, in the shell. */
const deskRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  component: Shell,
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(meQuery);
    } catch (error) {
      const isNobody = error instanceof Problem && error.status === 401;
      if (isNobody) throw redirect({ to: '/sign-in', search: { next: location.href } });
      throw error;
    }
  },
});

const parent = { getParentRoute: () => deskRoute };

const routes = [
  createRoute({
    ...parent,
    path: '/',
    validateSearch: readView,
    component: lazyRouteComponent(() => import('../desk/screen.tsx'), 'DeskScreen'),
  }),
  createRoute({
    ...parent,
    path: '/awards/$identifier/$destination',
    component: lazyRouteComponent(() => import('../award/screen.tsx'), 'AwardScreen'),
  }),
  createRoute({
    ...parent,
    path: '/overview',
    component: lazyRouteComponent(() => import('../overview/screen.tsx'), 'OverviewScreen'),
  }),
  createRoute({
    ...parent,
    path: '/projects',
    validateSearch: textsOf(['query', 'customer_uuid', 'is_removed', 'o', 'page']),
    component: lazyRouteComponent(() => import('../projects/list-screen.tsx'), 'ProjectsScreen'),
  }),
  createRoute({
    ...parent,
    path: '/projects/$uuid',
    component: lazyRouteComponent(() => import('../projects/screen.tsx'), 'ProjectScreen'),
  }),
  createRoute({
    ...parent,
    path: '/templates',
    validateSearch: textsOf(['name', 'portal', 'offering', 'o', 'page']),
    component: lazyRouteComponent(() => import('../templates/list-screen.tsx'), 'TemplatesScreen'),
  }),
  createRoute({
    ...parent,
    path: '/templates/$uuid',
    component: lazyRouteComponent(() => import('../templates/screen.tsx'), 'TemplateScreen'),
  }),
  createRoute({
    ...parent,
    path: '/customers',
    validateSearch: textsOf(['query', 'o', 'page']),
    component: lazyRouteComponent(() => import('../customers/list-screen.tsx'), 'CustomersScreen'),
  }),
  createRoute({
    ...parent,
    path: '/customers/$uuid',
    component: lazyRouteComponent(() => import('../customers/screen.tsx'), 'CustomerScreen'),
  }),
  createRoute({
    ...parent,
    path: '/people',
    validateSearch: textsOf([
      'query',
      'is_staff',
      'is_support',
      'is_active',
      'is_service_account',
      'o',
      'page',
    ]),
    component: lazyRouteComponent(() => import('../people/list-screen.tsx'), 'PeopleScreen'),
  }),
  createRoute({
    ...parent,
    path: '/people/$uuid',
    component: lazyRouteComponent(() => import('../people/screen.tsx'), 'PersonScreen'),
  }),
  createRoute({
    ...parent,
    path: '/audit',
    validateSearch: textsOf([
      'event_type',
      'managed_project_identifier',
      'managed_project_destination',
      'q',
      'timestamp_after',
      'timestamp_before',
      'o',
      'page',
    ]),
    component: lazyRouteComponent(() => import('../audit/screen.tsx'), 'AuditScreen'),
  }),
  createRoute({
    ...parent,
    path: '/administration',
    validateSearch: textsOf([
      'query',
      'subject_kind',
      'timestamp_after',
      'timestamp_before',
      'page',
    ]),
    component: lazyRouteComponent(
      () => import('../administration/screen.tsx'),
      'AdministrationScreen',
    ),
  }),
  createRoute({
    ...parent,
    path: '/bridge',
    component: lazyRouteComponent(() => import('../bridge/screen.tsx'), 'BridgeScreen'),
  }),
] as const;

const stringifySearch = stringifySearchWith(String);

export const router = createRouter({
  routeTree: rootRoute.addChildren([signInRoute, resetRoute, deskRoute.addChildren(routes)]),
  // Texts stay texts: an identifier of digits is no number.
  parseSearch: parseSearchWith((text) => text),
  stringifySearch: (search) => stringifySearch(withoutEmpty(search)),
  defaultPreload: 'intent',
  defaultPendingComponent: () => <Loading />,
  defaultErrorComponent: ({ error, reset }) => <Failure error={error} onRetry={reset} />,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
