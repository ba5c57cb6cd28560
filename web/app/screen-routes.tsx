import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { parseDeskView } from '../desk/desk-view.ts';
import { createSearchParser } from '../parts/search-params.ts';
import { signedInRoute } from './base-routes.tsx';

/* The code of a screen is loaded when the screen is opened. */

const signedInParent = { getParentRoute: () => signedInRoute };

/** The screens of signed-in people by URL, with the search parameters that each one reads. */
export const screenRoutes = [
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
    validateSearch: createSearchParser(['problem']),
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
