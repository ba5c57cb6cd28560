import { createRoute } from '@tanstack/react-router';
import { isSubjectKind } from '../admin-audit/admin-audit-labels.ts';
import { areEventTypes } from '../audit/event-types.ts';
import { DeskScreen } from '../desk/desk-screen.tsx';
import { parseDeskView } from '../desk/desk-view.ts';
import { deliveryStates, jobStates } from '../jobs/job-labels.ts';
import { machineStateFilters } from '../machines/machine-search.ts';
import { mailStates } from '../mail/mail-state.ts';
import { createSearchParser, isOneOf, isPage } from '../parts/search-params.ts';
import { isUuid } from '../parts/uuid.ts';
import { messageStates } from '../webhooks/message-states.ts';
import { signedInRoute } from './base-routes.tsx';
import { lazyScreen } from './lazy-screen.ts';

/* The code of a screen is loaded when it is opened. Most visits begin at the desk, so its code is there. */

const signedInParent = { getParentRoute: () => signedInRoute };

/** The screens of signed-in people by URL, with the search parameters that each one reads. */
export const screenRoutes = [
  createRoute({
    ...signedInParent,
    path: '/',
    validateSearch: parseDeskView,
    component: DeskScreen,
  }),
  createRoute({
    ...signedInParent,
    path: '/awards/$identifier/$destination',
    component: lazyScreen(() => import('../award/award-screen.tsx'), 'AwardScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/guide',
    component: lazyScreen(() => import('../help/guide-screen.tsx'), 'GuideScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/overview',
    component: lazyScreen(() => import('../overview/overview-screen.tsx'), 'OverviewScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/projects',
    validateSearch: createSearchParser(['query', 'customer_uuid', 'is_removed', 'o', 'page']),
    component: lazyScreen(() => import('../projects/projects-screen.tsx'), 'ProjectsScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/projects/$uuid',
    component: lazyScreen(() => import('../projects/project-screen.tsx'), 'ProjectScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/templates',
    validateSearch: createSearchParser(['name', 'portal', 'offering', 'o', 'page']),
    component: lazyScreen(() => import('../templates/templates-screen.tsx'), 'TemplatesScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/templates/$uuid',
    component: lazyScreen(() => import('../templates/template-screen.tsx'), 'TemplateScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/customers',
    validateSearch: createSearchParser(['query', 'o', 'page']),
    component: lazyScreen(() => import('../customers/customers-screen.tsx'), 'CustomersScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/customers/$uuid',
    component: lazyScreen(() => import('../customers/customer-screen.tsx'), 'CustomerScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/resources',
    component: lazyScreen(() => import('../resources/resources-screen.tsx'), 'ResourcesScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/resources/$uuid',
    component: lazyScreen(() => import('../resources/resource-screen.tsx'), 'ResourceScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/machines',
    validateSearch: createSearchParser(['state', 'resource', 'page'], {
      state: isOneOf(Object.keys(machineStateFilters)),
      resource: isUuid,
    }),
    component: lazyScreen(() => import('../machines/machines-screen.tsx'), 'MachinesScreen'),
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
    component: lazyScreen(() => import('../people/people-screen.tsx'), 'PeopleScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/people/$uuid',
    validateSearch: createSearchParser(['problem']),
    component: lazyScreen(() => import('../people/person-screen.tsx'), 'PersonScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/audit',
    validateSearch: createSearchParser(
      [
        'event_type',
        'managed_project_identifier',
        'managed_project_destination',
        'q',
        'timestamp_after',
        'timestamp_before',
        'o',
        'page',
      ],
      { event_type: areEventTypes },
    ),
    component: lazyScreen(() => import('../audit/audit-screen.tsx'), 'AuditScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/administration',
    validateSearch: createSearchParser(
      ['query', 'subject_kind', 'timestamp_after', 'timestamp_before', 'page'],
      { subject_kind: isSubjectKind },
    ),
    component: lazyScreen(
      () => import('../admin-audit/admin-audit-screen.tsx'),
      'AdminAuditScreen',
    ),
  }),
  createRoute({
    ...signedInParent,
    path: '/webhooks',
    component: lazyScreen(() => import('../webhooks/webhooks-screen.tsx'), 'WebhooksScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/webhooks/$uuid',
    validateSearch: createSearchParser(['state', 'page'], { state: isOneOf(messageStates) }),
    component: lazyScreen(() => import('../webhooks/webhook-screen.tsx'), 'WebhookScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/mail',
    validateSearch: createSearchParser(['query', 'state', 'page'], {
      state: isOneOf(Object.keys(mailStates)),
    }),
    component: lazyScreen(() => import('../mail/mail-screen.tsx'), 'MailScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/jobs',
    validateSearch: createSearchParser(
      ['query', 'state', 'page', 'delivery_query', 'delivery_state', 'delivery_page'],
      {
        state: isOneOf(Object.keys(jobStates)),
        delivery_state: isOneOf(Object.keys(deliveryStates)),
        delivery_page: isPage,
      },
    ),
    component: lazyScreen(() => import('../jobs/jobs-screen.tsx'), 'JobsScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/bridge',
    component: lazyScreen(() => import('../bridge/bridge-screen.tsx'), 'BridgeScreen'),
  }),
  createRoute({
    ...signedInParent,
    path: '/views/$uuid',
    component: lazyScreen(() => import('../desk/saved-view-screen.tsx'), 'SavedViewScreen'),
  }),
  // Any other URL: the navigation stays.
  createRoute({
    ...signedInParent,
    path: '$',
    component: lazyScreen(() => import('./not-found.tsx'), 'NotFound'),
  }),
] as const;
