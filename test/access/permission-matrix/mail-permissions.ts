import { sql } from 'kysely';
import { loadLinkKey, signUnsubscription } from '../../../src/mail/unsubscribe-link.ts';
import type { Subject, World } from './matrix-fixtures.ts';
import { changed, changes, type Row, reads, seen } from './matrix-row.ts';

const aPerson = async (world: World): Promise<Subject> => ({
  params: { uuid: world.person(await world.somebody()).uuid },
});
const aTemplate = async (world: World): Promise<Subject> => ({
  params: { uuid: await world.template() },
});
const noWaiting = { body: { switched_off: ['award_waiting'] } };

/** A mail that was sent. */
async function aMail({ app }: World): Promise<Subject> {
  const { rows } = await sql<{ uuid: string }>`
    insert into mail_message (event_id, recipient, kind, identifier, destination, payload, created,
      state)
    values (gen_random_uuid(), 'ada@example.ac.uk', 'award_waiting', '', '', '{}',
      ${app.now.toISOString()}, 'sent') returning uuid`.execute(app.db);
  return { params: { uuid: rows[0]?.uuid ?? '' } };
}

async function aRefusedAddress(world: World): Promise<Subject> {
  const email = `${world.fresh('gone')}@example.ac.uk`;
  await world.app.db
    .insertInto('mail_refused_address')
    .values({ email, reason: '550 No such user', refused: world.app.now.toISOString() })
    .execute();
  return { params: { email } };
}

async function aLink(world: World): Promise<Subject> {
  const { app } = world;
  const reader = { personUuid: world.person('ordinary').uuid };
  const token = signUnsubscription(await loadLinkKey(app.db), { reader, kind: 'invitation' });
  return { params: { token } };
}

export const mailRows: Row[] = [
  reads('GET /api/users/:uuid/mail/', seen.account, { prepare: aPerson }),
  changes('PATCH /api/users/:uuid/mail/', changed.account, 200, {
    prepare: async (world) => ({ ...(await aPerson(world)), body: { language: 'de' } }),
  }),
  reads('GET /api/mail-switches/', seen.byReaders),
  changes('PUT /api/mail-switches/', seen.byStaff, 200, {
    prepare: async ({ app }) => {
      await app.db.deleteFrom('mail_switched_off').execute();
      return noWaiting;
    },
  }),
  reads('GET /api/openportal-project-template/:uuid/mail/', seen.template, { prepare: aTemplate }),
  changes('PUT /api/openportal-project-template/:uuid/mail/', changed.template, 200, {
    prepare: async (world) => ({ ...(await aTemplate(world)), ...noWaiting }),
  }),
  reads('GET /api/mail-log/', seen.byReaders),
  reads('HEAD /api/mail-log/', seen.byReaders),
  // No mail server is set here: 409 is the answer to those who may.
  changes('POST /api/mail-log/:uuid/send_again/', seen.byStaff, 409, {
    prepare: aMail,
    record: { none: 'It is refused for everybody; test/mail has a mail server.' },
  }),
  reads('GET /api/mail-refused-addresses/', seen.byReaders),
  changes('DELETE /api/mail-refused-addresses/:email/', seen.byStaff, 204, {
    prepare: aRefusedAddress,
  }),
  // Mail programs send no credentials; the link is signed.
  reads('GET /api/mail-unsubscribe/:token/', seen.byAll, { prepare: aLink }),
  changes('POST /api/mail-unsubscribe/:token/', seen.byAll, 200, {
    scope: null,
    prepare: aLink,
    record: { none: 'It is a choice of the reader, as among their preferences.' },
  }),
];
