import { roles } from '../../../src/roles/role-catalog.ts';
import { statuses } from './caller-kinds.ts';
import { figureRows } from './figure-permissions.ts';
import { jobRows } from './job-permissions.ts';
import { machineRows } from './machine-permissions.ts';
import { mailRows } from './mail-permissions.ts';
import { privacyRows } from './privacy-permissions.ts';
import { savedRows, sharedWorkRows } from './shared-work-permissions.ts';
import { password, type Subject, type World } from './matrix-fixtures.ts';
import {
  changed,
  changes,
  type More,
  nothing,
  type Row,
  reads,
  readsOnly,
  seen,
} from './matrix-row.ts';
import { webhookRows } from './webhook-permissions.ts';

function decides(
  action: string,
  line: string,
  award: (world: World) => Promise<Subject>,
  { method = 'POST', ok = 200 } = {},
): Row {
  const route = `${method} /api/openportal-managed-projects/:identifier/:destination/${action}/`;
  return changes(route, line, ok, { scope: 'review', prepare: award, record: 'award' });
}

const uuidOf = (make: (world: World) => Promise<string>) => async (world: World) => ({
  params: { uuid: await make(world) },
});
const approved = (world: World): Promise<Subject> => world.award('approved');
const pending = async (world: World): Promise<Subject> => ({
  ...(await world.award('pending')),
  body: { comment: 'by the rules' },
});

const ofService: Row[] = [
  reads('GET /health/live', seen.byAll),
  reads('GET /health/ready', seen.byAll),
  reads('GET /metrics', seen.byAll),
  reads('GET /api/schema/', seen.byAll),
  reads('GET /api/version/', seen.bySignedIn),
  reads('GET /api/overview/', seen.bySignedIn),
  reads('GET /api/site/', seen.bySignedIn),
  reads('GET /api/events/', seen.bySignedIn),
  reads('GET /api/openportal/status/', seen.byReaders),
];

/**
 * A bridge sends no credentials; the service verifies its jobs by asking it
 * (docs/rules/openportal.md, O6.3).
 */
const ofBridge: Row[] = ['job', 'notification'].map((what) =>
  reads(`GET /api/openportal/fetch_${what}/`, seen.byAll, {
    expected: statuses(seen.byAll, 404),
    prepare: async () => ({ query: `${what}_id=11111111-1111-4111-8111-111111111111` }),
    record: { none: 'No bridge is connected here; test/bridge has one.' },
  }),
);

const ofAwards: Row[] = [
  reads('GET /api/openportal-managed-projects/', seen.bySignedIn),
  reads('HEAD /api/openportal-managed-projects/', seen.bySignedIn),
  ...['GET', 'HEAD'].map((method) =>
    reads(`${method} /api/openportal-managed-projects/:identifier/:destination/`, seen.award, {
      prepare: approved,
    }),
  ),
  reads('GET /api/openportal-managed-projects/:identifier/:destination/plan/', changed.byDecision, {
    prepare: pending,
  }),
  decides('approve', changed.byDecision, pending),
  decides('reject', changed.byDecision, pending),
  decides('reopen', changed.byDecision, async (world) => ({
    ...(await world.award('rejected')),
    body: {},
  })),
  // No project is attached yet, so a project member does not see the award.
  decides('attach', changed.byDecision.replace('404 403', '404 404'), async (world) => ({
    ...(await world.bareAward()),
    body: { project_uuid: await world.project() },
  })),
  decides('detach', changed.byDecision, approved),
  decides('add-note', changed.award, async (world) => ({
    ...(await world.award('approved')),
    body: { text: 'seen' },
  })),
  decides('refuse-change', changed.byDecision, pending),
  reads(
    'GET /api/openportal-managed-projects/:identifier/:destination/internal-notes/',
    seen.audit,
    { prepare: approved },
  ),
  decides(
    'internal-notes',
    changed.byDecision,
    async (world) => ({ ...(await world.award('approved')), body: { text: 'seen' } }),
    { ok: 201 },
  ),
  decides('delete', changed.byDecision, approved, { method: 'DELETE', ok: 204 }),
  ...sharedWorkRows,
  reads('GET /api/openportal-managed-project-audit/', seen.bySignedIn),
  reads('HEAD /api/openportal-managed-project-audit/', seen.bySignedIn),
  reads('GET /api/openportal-managed-project-audit/export/', seen.bySignedIn),
  reads('GET /api/openportal-managed-project-audit/:id/', seen.audit, {
    prepare: async (world) => ({ params: { id: await world.auditEntry() } }),
  }),
];

const aTemplate = uuidOf((world) => world.template());
const ofTemplates: Row[] = [
  reads('GET /api/openportal-project-template/', seen.bySignedIn),
  reads('HEAD /api/openportal-project-template/', seen.bySignedIn),
  reads('GET /api/openportal-project-template/:uuid/', seen.template, { prepare: aTemplate }),
  changes('POST /api/openportal-project-template/', seen.byStaff, 201, {
    prepare: async (world) => ({ body: world.templateBody() }),
  }),
  changes('PUT /api/openportal-project-template/:uuid/', changed.template, 200, {
    prepare: async (world) => ({ ...(await aTemplate(world)), body: world.templateBody() }),
  }),
  changes('PATCH /api/openportal-project-template/:uuid/', changed.template, 200, {
    prepare: async (world) => ({ ...(await aTemplate(world)), body: { approval_limit: '7' } }),
  }),
  changes('DELETE /api/openportal-project-template/:uuid/', changed.template, 204, {
    prepare: aTemplate,
  }),
  changes('DELETE /api/openportal-project-template/:uuid/delete/', changed.template, 204, {
    prepare: aTemplate,
  }),
];

const aProject = uuidOf((world) => world.project());
/** A change of the role that our member has in a project. */
const withMember = (body: object) => async (world: World) => ({
  ...(await aProject(world)),
  body: { ...body, user: world.person('member').uuid },
});
const ofProjects: Row[] = [
  ...['/api/projects/', '/api/openportal-unmanaged-projects/'].flatMap((path) => [
    reads(`GET ${path}`, seen.bySignedIn),
    reads(`HEAD ${path}`, seen.bySignedIn),
    reads(`GET ${path}:uuid/`, seen.project, { prepare: aProject }),
  ]),
  // A customer that the caller does not see is reported like one that does not exist.
  changes('POST /api/projects/', '401 400 403 ok 403 400 403 ok 400 403 ok', 201, {
    prepare: async ({ customer }) => ({ body: { name: 'Reefs', customer: customer.url } }),
  }),
  changes('PATCH /api/projects/:uuid/', changed.project, 200, {
    prepare: async (world) => ({ ...(await aProject(world)), body: { description: 'new' } }),
  }),
  changes('PATCH /api/projects/:uuid/', changed.customer, 200, {
    about: 'its credits',
    prepare: async (world) => ({ ...(await aProject(world)), body: { credits: '5' } }),
  }),
  changes('DELETE /api/projects/:uuid/', changed.project, 204, { prepare: aProject }),
  changes('PUT /api/projects/:uuid/', changed.project, 200, {
    prepare: async (world) => ({
      ...(await aProject(world)),
      body: { name: world.fresh('project'), customer: world.customer.url },
    }),
  }),
  ...['/api/projects/', '/api/openportal-unmanaged-projects/'].flatMap((path) => [
    reads(`GET ${path}:uuid/list_users/`, seen.project, { prepare: aProject }),
    reads(`HEAD ${path}:uuid/list_users/`, seen.project, { prepare: aProject }),
    changes(`POST ${path}:uuid/add_user/`, changed.members, 201, {
      prepare: withMember({ role: 'PROJECT.MANAGER' }),
    }),
    changes(`POST ${path}:uuid/update_user/`, changed.members, 200, {
      prepare: withMember({ role: 'PROJECT.MEMBER', expiration_time: '2030-01-01T00:00:00Z' }),
    }),
    changes(`POST ${path}:uuid/delete_user/`, changed.members, 200, {
      prepare: withMember({ role: 'PROJECT.MEMBER' }),
    }),
  ]),
];

const ours = uuidOf(async ({ customer }) => customer.uuid);
const ofCustomers: Row[] = [
  reads('GET /api/customers/', seen.bySignedIn),
  reads('HEAD /api/customers/', seen.bySignedIn),
  reads('GET /api/customers/:uuid/', seen.customer, { prepare: ours }),
  reads('GET /api/customers/:uuid/list_users/', seen.customer, { prepare: ours }),
  changes('POST /api/customers/', seen.byStaff, 201, {
    prepare: async () => ({ body: { name: 'Another' } }),
  }),
  changes('PATCH /api/customers/:uuid/', changed.customer, 200, {
    prepare: async (world) => ({
      ...(await ours(world)),
      body: { description: world.fresh('text') },
    }),
  }),
  changes('DELETE /api/customers/:uuid/', changed.customerAlone, 204, {
    prepare: uuidOf((world) => world.customerAlone()),
  }),
  changes('POST /api/customers/:uuid/add_user/', changed.customer, 201, {
    prepare: async (world) => {
      const { uuid } = world.person(await world.somebody());
      return { ...(await ours(world)), body: { user: uuid, role: 'CUSTOMER.OWNER' } };
    },
  }),
  reads('HEAD /api/customers/:uuid/list_users/', seen.customer, { prepare: ours }),
  changes('PUT /api/customers/:uuid/', changed.customer, 200, {
    prepare: async (world) => ({
      ...(await ours(world)),
      body: { name: 'Customer', description: world.fresh('text') },
    }),
  }),
  changes('POST /api/customers/:uuid/update_user/', changed.customer, 200, {
    prepare: async (world) => {
      const name = await world.somebody();
      await world.app.assignRole(name, world.customer.uuid, 'CUSTOMER.MANAGER');
      const { uuid: user } = world.person(name);
      const expiration_time = '2030-01-01T00:00:00Z';
      return { ...(await ours(world)), body: { user, role: 'CUSTOMER.MANAGER', expiration_time } };
    },
  }),
  changes('POST /api/customers/:uuid/delete_user/', changed.customer, 200, {
    prepare: async (world) => {
      const name = await world.somebody();
      await world.app.assignRole(name, world.customer.uuid, 'CUSTOMER.MANAGER');
      const { uuid } = world.person(name);
      return { ...(await ours(world)), body: { user: uuid, role: 'CUSTOMER.MANAGER' } };
    },
  }),
];

const another = uuidOf(async (world) => world.person(await world.somebody()).uuid);
/** `nobody` has no account; that of `ordinary` stands in. */
const nameOf = (caller: string): string => (caller === 'nobody' ? 'ordinary' : caller);
const own = async (world: World, caller: string) => ({
  params: { uuid: world.person(nameOf(caller)).uuid },
});

const ofPeople: Row[] = [
  reads('GET /api/users/', seen.bySignedIn),
  reads('HEAD /api/users/', seen.bySignedIn),
  reads('GET /api/users/me/', seen.bySignedIn),
  reads('HEAD /api/users/me/', seen.bySignedIn),
  changes('PUT /api/users/:uuid/', changed.account, 200, {
    prepare: async (world) => ({
      ...(await another(world)),
      body: { username: world.fresh('renamed') },
    }),
  }),
  reads('GET /api/users/:uuid/', seen.account, { prepare: another }),
  reads('GET /api/users/:uuid/', seen.bySignedIn, { about: 'own', prepare: own, isOwn: true }),
  changes('POST /api/users/', seen.byStaff, 201, {
    prepare: async (world) => ({ body: { username: world.fresh('made'), password } }),
  }),
  changes('PATCH /api/users/:uuid/', changed.account, 200, {
    prepare: async (world) => ({ ...(await another(world)), body: { is_staff: true } }),
  }),
  changes('PATCH /api/users/:uuid/', seen.byStaff, 200, {
    about: 'own',
    isOwn: true,
    prepare: async (world, caller) => ({
      ...(await own(world, caller)),
      body: { last_name: world.fresh('name') },
    }),
  }),
  reads('GET /api/administrative-audit/', seen.byReaders),
  reads('HEAD /api/administrative-audit/', seen.byReaders),
  reads('GET /api/administrative-audit/export/', seen.byReaders),
];

/** Two rows for a route of an account: another person's, for staff only, and the caller's own. */
function ofAccount(
  method: string,
  path: string,
  ok: number,
  about: (world: World, owner: string) => Promise<Subject>,
): Row[] {
  const route = `${method} /api/users/:uuid/${path}`;
  const isReading = method === 'GET';
  const prepare = async (world: World, owner: string): Promise<Subject> => {
    const subject = await about(world, owner);
    const { params } = await own(world, owner);
    return { ...subject, params: { ...params, ...subject.params } };
  };
  const row = (line: string, more: More): Row =>
    isReading ? reads(route, line, more) : changes(route, line, ok, more);
  return [
    row(changed.keys, { prepare: async (world) => prepare(world, await world.somebody()) }),
    row(seen.bySignedIn, {
      about: 'own',
      isOwn: true,
      prepare: (world, caller) => prepare(world, nameOf(caller)),
    }),
  ];
}

const link = (world: World) => async () => ({
  body: { provider: 'university', subject: world.fresh('subject') },
});

const ofAccounts: Row[] = [
  ...ofAccount('GET', 'tokens/', 200, nothing),
  ...ofAccount('POST', 'tokens/', 201, async () => ({ body: { name: 'nightly', scope: 'read' } })),
  ...ofAccount('DELETE', 'tokens/:token/', 204, async (world, owner) => ({
    params: { token: await world.tokenUuid(owner) },
  })),
  ...ofAccount('GET', 'sessions/', 200, nothing),
  ...ofAccount('DELETE', 'sessions/', 204, async (world, owner) => {
    await world.session(owner);
    return {};
  }),
  ...ofAccount('DELETE', 'sessions/:session/', 204, async (world, owner) => ({
    params: { session: (await world.session(owner)).uuid },
  })),
  ...ofAccount('GET', 'identities/', 200, nothing),
  ...ofAccount('DELETE', 'identities/:identity/', 204, async (world, owner) => ({
    params: { identity: await world.identity(owner) },
  })),
  changes('POST /api/users/:uuid/identities/', changed.keys, 201, {
    prepare: async (world) => ({ ...(await another(world)), ...(await link(world)()) }),
  }),
  changes('POST /api/users/:uuid/identities/', seen.byStaff, 201, {
    about: 'own',
    isOwn: true,
    prepare: async (world, caller) => ({ ...(await own(world, caller)), ...(await link(world)()) }),
  }),
  changes('POST /api/users/me/identities/', '401 403 403 403 403 403 403 403 403 403 403', 403, {
    inSession: 200,
    prepare: async () => ({ body: { provider: 'university' } }),
    record: { none: 'It only starts a sign-on; completing it is recorded (test/sign-on).' },
  }),
  changes('POST /api/users/:uuid/reset-link/', changed.keys, 201, { prepare: another }),
  changes('POST /api/users/:uuid/reset-link/', seen.byStaff, 201, {
    about: 'own',
    isOwn: true,
    prepare: own,
  }),
  changes('POST /api/users/me/password/', seen.bySignedIn, 204, {
    isOwn: true,
    asProgram: 400,
    prepare: async (world, caller) => {
      await world.givePassword(nameOf(caller));
      return { body: { current_password: password, new_password: 'red herons at dawn' } };
    },
  }),
];

const withPassword = async () => ({ body: { username: 'with-password', password } });
const ofSignIn: Row[] = [
  reads('GET /api/sign-in/', seen.byAll),
  reads('GET /api/sign-in/:provider/', seen.byAll, {
    expected: statuses(seen.byAll, 302),
    prepare: async () => ({ params: { provider: 'university' } }),
  }),
  // No sign-on is in progress, so it redirects to the sign-in page.
  reads('GET /api/sign-in/:provider/callback/', seen.byAll, {
    expected: statuses(seen.byAll, 303),
    prepare: async () => ({ params: { provider: 'university' }, query: 'code=x&state=y' }),
  }),
  reads('GET /api/sign-in/:provider/sign-out/', seen.byAll, {
    expected: statuses(seen.byAll, 302),
    prepare: async () => ({ params: { provider: 'university' } }),
  }),
  // Only a token that the provider signed ends a session (test/sign-on).
  changes('POST /api/sign-in/:provider/back-channel-logout/', seen.byAll, 400, {
    scope: null,
    expected: statuses(seen.byAll, 400),
    prepare: async () => ({ params: { provider: 'university' }, body: { logout_token: 'x' } }),
    record: { none: 'Its own test has a provider that signs (test/sign-on).' },
  }),
  reads('GET /api/refused-sign-ons/', seen.byReaders),
  reads('HEAD /api/refused-sign-ons/', seen.byReaders),
  changes('DELETE /api/refused-sign-ons/:uuid/', seen.byStaff, 204, {
    prepare: uuidOf((world) => world.refusedSignOn()),
    record: { none: 'It gives and takes no right; the log has the refusal.' },
  }),
  changes('POST /api-auth/password/', seen.byAll, 200, { scope: null, prepare: withPassword }),
  changes('POST /api/session/', seen.byAll, 200, {
    scope: null,
    prepare: withPassword,
    record: { none: 'The account lists the session.' },
  }),
  changes('DELETE /api/session/', seen.bySignedIn, 204, {
    record: { none: 'Signing in has no entry either.' },
  }),
  changes('POST /api/reset/check/', seen.byAll, 200, {
    scope: null,
    prepare: async (world) => ({ body: { key: await world.resetKey() } }),
    record: readsOnly,
  }),
  changes('POST /api/reset/', seen.byAll, 204, {
    scope: null,
    prepare: async (world) => ({
      body: { key: await world.resetKey(), new_password: 'red herons at dawn' },
    }),
  }),
];

const shortNameOf = (world: World) => ({ shortname: world.fresh('short').slice(0, 20) });
const anothersShortName = async (world: World) => ({
  params: { user: (await another(world)).params.uuid },
  body: shortNameOf(world),
});

const aProjectsShortName = async (world: World) => ({
  params: { project: await world.project() },
  body: shortNameOf(world),
});

/** What a site's login gate and scripts ask. */
const ofSiteAccess: Row[] = [
  reads('GET /api/roles/', seen.bySignedIn),
  reads('HEAD /api/roles/', seen.bySignedIn),
  reads('GET /api/roles/:uuid/', seen.bySignedIn, {
    prepare: async () => ({ params: { uuid: roles[0]?.uuid ?? '' } }),
  }),
  reads('GET /api/openportal/whoami/', seen.bySignedIn),
  // It needs an access token of an OpenID provider, which none of these callers sends:
  // test/sign-on/exchange-access-token.test.ts has it.
  reads('GET /api/openportal/get_api_token/', seen.byAll, {
    expected: statuses(seen.byAll, 401),
  }),
  reads('GET /api/openportal/project_mapping/', seen.bySignedIn),
  reads('GET /api/openportal/user_mapping/', seen.bySignedIn),
  reads('GET /api/openportal/access_for_email/', seen.byReaders, {
    prepare: async () => ({ query: 'q=somebody@example.ac.uk' }),
  }),
  reads('GET /api/openportal-userinfo/', seen.bySignedIn),
  reads('HEAD /api/openportal-userinfo/', seen.bySignedIn),
  reads('GET /api/openportal-userinfo/me/', seen.bySignedIn),
  reads('HEAD /api/openportal-userinfo/me/', seen.bySignedIn),
  reads('GET /api/openportal-userinfo/:user/', seen.account, { prepare: anothersShortName }),
  // An account that the caller does not see is reported like one that does not exist.
  changes('POST /api/openportal-userinfo/', '401 400 400 400 400 400 400 400 400 403 ok', 201, {
    prepare: async (world) => {
      const { uuid } = (await another(world)).params;
      return { body: { user: `${world.app.url}/api/users/${uuid}/`, ...shortNameOf(world) } };
    },
  }),
  ...['PUT /api/openportal-userinfo/:user/', 'PATCH /api/openportal-userinfo/:user/'].map((route) =>
    changes(route, changed.account, 200, { prepare: anothersShortName }),
  ),
  changes('PUT /api/openportal-userinfo/:user/set_shortname/', changed.account, 200, {
    prepare: anothersShortName,
  }),
  reads('GET /api/openportal-projectinfo/', seen.bySignedIn),
  reads('HEAD /api/openportal-projectinfo/', seen.bySignedIn),
  reads('GET /api/openportal-projectinfo/:project/', seen.project, { prepare: aProjectsShortName }),
  // A project that the caller does not see is reported like one that does not exist.
  changes('POST /api/openportal-projectinfo/', '401 400 403 403 403 400 403 403 400 403 ok', 201, {
    prepare: async (world) => {
      const { params, body } = await aProjectsShortName(world);
      return { body: { ...body, project: `${world.app.url}/api/projects/${params.project}/` } };
    },
  }),
  ...['PUT', 'PATCH'].map((method) =>
    changes(`${method} /api/openportal-projectinfo/:project/`, changed.customer, 200, {
      prepare: aProjectsShortName,
    }),
  ),
  changes('PUT /api/openportal-projectinfo/:project/set_shortname/', changed.customer, 200, {
    prepare: aProjectsShortName,
  }),
  changes(
    'PUT /api/openportal-projectinfo/:project/set_allowed_destinations/',
    changed.customer,
    200,
    {
      prepare: async (world) => ({
        ...(await aProjectsShortName(world)),
        body: { allowed_destinations: null },
      }),
      record: { none: 'None are kept, and only none is accepted.' },
    },
  ),
];

const anInvitation = async (world: World) => {
  const { params } = await aProject(world);
  const scope = `${world.app.url}/api/projects/${params.uuid}/`;
  const body = { email: `${world.fresh('guest')}@example.ac.uk`, role: 'PROJECT.MEMBER', scope };
  return { params, body };
};
const openInvitation = uuidOf(async (world) => {
  const { body } = await anInvitation(world);
  return (await world.app.create('/api/user-invitations/', body)).uuid;
});
const invited = {
  // Support reads every invitation; members see none.
  read: '401 404 404 ok ok 404 ok ok 404 ok ok',
  write: '401 404 404 ok ok 404 ok ok 404 403 ok',
};
const ofInvitations: Row[] = [
  reads('GET /api/user-invitations/', seen.bySignedIn),
  reads('HEAD /api/user-invitations/', seen.bySignedIn),
  reads('GET /api/user-invitations/:uuid/', invited.read, { prepare: openInvitation }),
  // A project that the caller does not see is reported like one that does not exist.
  changes('POST /api/user-invitations/', '401 400 403 ok ok 400 ok ok 400 403 ok', 201, {
    prepare: async (world) => ({ body: (await anInvitation(world)).body }),
  }),
  changes('POST /api/user-invitations/:uuid/cancel/', invited.write, 200, {
    prepare: openInvitation,
  }),
  changes('DELETE /api/user-invitations/:uuid/', invited.write, 204, { prepare: openInvitation }),
  // No mail is sent yet: 409 is the answer to those who may.
  changes('POST /api/user-invitations/:uuid/send/', invited.write, 409, {
    prepare: openInvitation,
    record: { none: 'It is refused for everybody.' },
  }),
];

export const rows: Row[] = [
  ...ofInvitations,
  ...ofSiteAccess,
  ...ofService,
  ...ofBridge,
  ...ofAwards,
  ...ofTemplates,
  ...machineRows,
  ...webhookRows,
  ...privacyRows,
  ...mailRows,
  ...jobRows,
  ...figureRows,
  ...savedRows,
  ...ofProjects,
  ...ofCustomers,
  ...ofPeople,
  ...ofAccounts,
  ...ofSignIn,
];
