import * as waldur from '../support/waldur/waldur-data.ts';
import type { WaldurLists, WaldurObject } from '../support/waldur/waldur-data.ts';

/** A small Waldur with something of everything that an import meets. */
export function createExampleWaldur() {
  const provider = waldur.customer('Isambard', { native_name: 'BriCS', email: 'site@example.org' });
  // Another customer has the same slug: here it must differ.
  const research = waldur.customer('Research', { slug: 'isambard' });
  const ada = waldur.user('ada', { is_staff: true });
  const grace = waldur.user('grace');
  const alan = waldur.user('alan', { first_name: '', last_name: '', full_name: 'Alan Mathison' });
  const twin = waldur.user('twin', { email: 'ADA@example.org' });
  const gone = waldur.user('gone', { is_active: false });
  const spaced = waldur.user('two words');
  const climate = waldur.project('Climate', research, { project_credit: 40.5 });
  const ended = waldur.project('Ended', research, { is_removed: true });
  const free = waldur.project('Free', research, { project_credit: 7.25 });
  const automatic = waldur.project('Automatic', research);
  const growing = waldur.project('Growing', research);
  const cpu = waldur.template(
    { provider, customer: research },
    {
      ...{ name: 'cpu', portal: 'ukri', offering: 'isambard', key: 'a secret word' },
      ...{ shortname: 'a{year}{count}', approval_limit: '1000.00', max_credit_limit: '5000.00' },
      allocation_units_mapping: { 'node hours': 2 },
      role_mapping: { PI: waldur.newUuid(), Member: waldur.newUuid(), Boss: waldur.newUuid() },
      role_mapping_data: {
        PI: { name: 'PROJECT.ADMIN', uuid: waldur.newUuid() },
        Member: { name: 'PROJECT.MEMBER', uuid: waldur.newUuid() },
        Boss: { name: 'CUSTOMER.OWNER', uuid: waldur.newUuid() },
      },
    },
  );
  const of = { template: cpu };
  const details = { name: 'Climate', allocation: '100 NHR', members: { 'alan@example.org': 'PI' } };
  const awards = {
    approved: waldur.award(
      { ...of, project: climate, reviewer: grace },
      {
        ...{ identifier: 'p1.ukri', state: 'approved', local_identifier: 'a6a.brics' },
        ...{ review_comment: 'Fits the call.', details },
      },
    ),
    pending: waldur.award(of, {
      ...{ identifier: 'p2.ukri', state: 'pending', review_comment: 'Ask the panel.' },
      details: { name: 'Large', allocation: '4000 NHR', members: { nobody: 'PI' } },
    }),
    rejected: waldur.award(
      { ...of, reviewer: grace },
      { identifier: 'p3.ukri', state: 'rejected', review_comment: 'Too late.', details },
    ),
    canceled: waldur.award(
      { ...of, project: ended },
      { identifier: 'p4.ukri', state: 'canceled', details },
    ),
    automatic: waldur.award(
      { ...of, project: automatic },
      { identifier: 'p5.ukri', state: 'approved', local_identifier: 'a6zz.brics', details },
    ),
    draft: waldur.award(of, { identifier: 'p6.ukri', state: 'draft', details }),
    growing: waldur.award(
      { ...of, project: growing },
      {
        ...{ identifier: 'p7.ukri', state: 'pending', local_identifier: 'a6c.brics' },
        details: { ...details, allocation: '3000 NHR' },
      },
    ),
    unreadable: waldur.award(of, {
      ...{ identifier: 'p8.ukri', state: 'pending' },
      details: { ...details, allocation: 'a lot' },
    }),
  };
  const audit = [
    waldur.auditEntry(awards.approved, 11, 'created', { note: 'Arrived.' }),
    waldur.auditEntry(awards.approved, 12, 'details_updated', {
      previous_details: { ...(awards.approved.details as WaldurObject), key: 'a secret word' },
      performed_by_uuid: ada.uuid,
    }),
    waldur.auditEntry(awards.approved, 13, 'approved', { performed_by_uuid: grace.uuid }),
    waldur.auditEntry(awards.growing, 14, 'created'),
    waldur.auditEntry(awards.growing, 15, 'approved', {
      new_details: { ...(awards.growing.details as WaldurObject), allocation: '100 NHR' },
    }),
    waldur.auditEntry(
      { identifier: 'p9.ukri', destination: 'ukri.brics.isambard' },
      16,
      'deleted',
      {
        new_details: null,
        performed_by_uuid: ada.uuid,
      },
    ),
  ];
  const lists: WaldurLists = {
    '/api/customers/': [provider, research],
    '/api/users/': [ada, grace, alan, twin, gone, spaced],
    '/api/openportal-userinfo/': [waldur.userInfo(ada, 'ada'), waldur.userInfo(alan, 'al-an')],
    '/api/projects/': [climate, ended, free, automatic, growing],
    '/api/openportal-projectinfo/': [
      waldur.projectInfo(climate, 'a6a'),
      waldur.projectInfo(ended, 'a6b'),
      waldur.projectInfo(free, null),
    ],
    '/api/openportal-project-template/': [cpu],
    '/api/openportal-managed-projects/': Object.values(awards),
    '/api/openportal-managed-project-audit/': audit,
    '/api/user-invitations/': [
      waldur.invitation(climate, 'New@Example.org', 'PROJECT.MEMBER'),
      waldur.invitation(climate, 'other@example.org', 'OFFERING.MANAGER'),
    ],
    [`/api/customers/${provider.uuid}/list_users/`]: [
      waldur.userRole(grace, 'CUSTOMER.OWNER'),
      waldur.userRole(ada, 'CUSTOMER.SUPPORT'),
    ],
    [`/api/customers/${research.uuid}/list_users/`]: [
      waldur.userRole(grace, 'CUSTOMER.OWNER', { created_by_uuid: ada.uuid }),
    ],
    [`/api/projects/${climate.uuid}/list_users/`]: [
      waldur.userRole(alan, 'PROJECT.MEMBER'),
      waldur.userRole(alan, 'PROJECT.ADMIN'),
      waldur.userRole(gone, 'PROJECT.MEMBER', { expiration_time: '2026-01-01T00:00:00Z' }),
    ],
  };
  return {
    lists,
    awards,
    projects: { climate, ended, free, automatic, growing },
    cpu,
    provider,
    people: { ada, grace, alan },
  };
}
