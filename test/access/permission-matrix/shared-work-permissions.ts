import { sql } from 'kysely';
import type { Subject, World } from './matrix-fixtures.ts';
import { changed, changes, type Row, reads, seen } from './matrix-row.ts';

const award = '/api/openportal-managed-projects/:identifier/:destination/';
const replies = '/api/openportal-saved-replies/';
const views = '/api/openportal-saved-views/';
const approved = (world: World): Promise<Subject> => world.award('approved');

/** A service account is `program`; what is one's own belongs to the caller. */
const idOf = (world: World, caller: string): number =>
  world.person(caller === 'nobody' ? 'ordinary' : caller).id;

async function aReply(world: World, caller: string): Promise<Subject> {
  const { rows } = await sql<{ uuid: string }>`
    insert into saved_reply (person_id, title, text, is_shared, created)
    values (${idOf(world, caller)}, ${world.fresh('reply')}, 'No.', false, ${world.app.now})
    returning uuid`.execute(world.app.db);
  return { params: { uuid: rows[0]?.uuid ?? '' } };
}

async function aView(world: World, caller: string): Promise<Subject> {
  const { rows } = await sql<{ uuid: string }>`
    insert into saved_view (person_id, name, query, created)
    values (${idOf(world, caller)}, ${world.fresh('view')}, '', ${world.app.now})
    returning uuid`.execute(world.app.db);
  return { params: { uuid: rows[0]?.uuid ?? '' } };
}

/** What one person saves for themselves is in no audit. */
const ofOneself = { none: 'It is for oneself.' } as const;

export const sharedWorkRows: Row[] = [
  changes(`POST ${award}assign/`, changed.byDecision, 200, {
    scope: 'review',
    record: 'award',
    prepare: async (world) => ({
      ...(await approved(world)),
      body: { user_uuid: world.person('reviewer').uuid },
    }),
  }),
  changes(`POST ${award}ask-portal/`, changed.byDecision, 200, {
    scope: 'review',
    record: 'award',
    prepare: async (world) => ({ ...(await approved(world)), body: { text: 'Which one?' } }),
  }),
  changes(`POST ${award}set-legal-hold/`, changed.award, 200, {
    record: 'award',
    prepare: async (world) => ({ ...(await approved(world)), body: { reason: 'Case 7.' } }),
  }),
  changes(`POST ${award}lift-legal-hold/`, changed.award, 200, {
    record: 'award',
    prepare: async (world) => {
      const subject = await approved(world);
      const { identifier } = subject.params ?? {};
      await sql`update managed_project set legal_hold_since = now(), legal_hold_reason = 'Case 7.'
        where identifier = ${identifier}`.execute(world.app.db);
      return { ...subject, body: { reason: 'It is closed.' } };
    },
  }),
  changes(`POST ${award}viewers/`, seen.audit, 200, {
    scope: 'read',
    record: { none: 'It only says who looks.' },
    prepare: approved,
  }),
  reads(`GET ${award}context/`, seen.audit, { prepare: approved }),
  reads('GET /api/openportal-managed-projects/export/', seen.bySignedIn),
  reads('GET /api/openportal-managed-projects/reviewers/', seen.bySignedIn),
  reads('GET /api/openportal-project-template/:uuid/reviewers/', seen.template, {
    prepare: async (world) => ({ params: { uuid: await world.template() } }),
  }),
];

export const savedRows: Row[] = [
  reads(`GET ${replies}`, seen.bySignedIn),
  changes(`POST ${replies}`, seen.bySignedIn, 201, {
    scope: 'review',
    record: ofOneself,
    prepare: async (world) => ({ body: { title: world.fresh('reply'), text: 'No.' } }),
  }),
  changes(`POST ${replies}`, seen.byStaff, 201, {
    about: 'shared',
    scope: 'review',
    record: ofOneself,
    prepare: async (world) => ({
      body: { title: world.fresh('reply'), text: 'No.', is_shared: true },
    }),
  }),
  changes(`DELETE ${replies}:uuid/`, seen.bySignedIn, 204, {
    about: 'own',
    isOwn: true,
    scope: 'review',
    record: ofOneself,
    prepare: aReply,
  }),
  reads(`GET ${views}`, seen.bySignedIn),
  reads(`GET ${views}:uuid/`, seen.bySignedIn, {
    about: 'a colleague’s',
    prepare: (world) => aView(world, 'staff'),
  }),
  changes(`POST ${views}`, seen.bySignedIn, 201, {
    scope: 'review',
    record: ofOneself,
    prepare: async (world) => ({ body: { name: world.fresh('view'), query: 'o=end_date' } }),
  }),
  changes(`DELETE ${views}:uuid/`, seen.bySignedIn, 204, {
    about: 'own',
    isOwn: true,
    scope: 'review',
    record: ofOneself,
    prepare: aView,
  }),
];
