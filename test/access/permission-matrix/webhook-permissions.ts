import { sql } from 'kysely';
import { testWebhooks } from '../../support/test-app.ts';
import type { Subject, World } from './matrix-fixtures.ts';
import { changes, type More, type Row, reads, seen } from './matrix-row.ts';

/* Staff and owners of the customer; others, support among them, do not even see a webhook. */

const path = '/api/webhooks/';
const byOwners = '401 404 404 ok 404 404 404 ok 404 404 ok';

async function aWebhook({ app, customer }: World): Promise<Subject> {
  // A customer can have only a few.
  await app.db.deleteFrom('webhook').execute();
  const staff = app.people.get('staff')?.id as number;
  const now = app.now.toISOString();
  const { rows } = await sql<{ id: number; uuid: string }>`
    insert into webhook (name, customer_id, owner_id, destination_url, form, event_types, created,
      modified)
    select 'Tool', id, ${staff}::bigint, 'https://tool.example.org/', 'standard',
      '{award.approved}', ${now}::timestamptz, ${now}::timestamptz
    from customer where uuid = ${customer.uuid} returning id, uuid`.execute(app.db);
  const { id, uuid } = rows[0] as { id: number; uuid: string };
  const sealed = testWebhooks.secrets?.encrypt(uuid, 'whsec_AAAA') as Buffer;
  await app.db
    .insertInto('webhook_secret')
    .values({ webhook_id: id, sealed, created: now })
    .execute();
  return { params: { uuid } };
}

const withBody = (body: Record<string, unknown>) => async (world: World) => ({
  ...(await aWebhook(world)),
  body,
});

function acts(action: string, body: Record<string, unknown> | undefined, more: More = {}): Row {
  return changes(`POST ${path}:uuid/${action}/`, byOwners, 200, {
    prepare: body === undefined ? aWebhook : withBody(body),
    ...more,
  });
}

const inLog = { record: { none: 'The log of the webhook shows what is sent.' } };

export const webhookRows: Row[] = [
  reads(`GET ${path}`, seen.bySignedIn),
  reads(`HEAD ${path}`, seen.bySignedIn),
  reads('GET /api/webhook-event-types/', seen.bySignedIn),
  reads(`GET ${path}:uuid/`, byOwners, { prepare: aWebhook }),
  reads(`GET ${path}:uuid/messages/`, byOwners, { prepare: aWebhook }),
  reads(`HEAD ${path}:uuid/messages/`, byOwners, { prepare: aWebhook }),
  changes(`POST ${path}`, '401 400 403 ok 403 400 403 ok 400 403 ok', 201, {
    about: 'of a customer',
    prepare: async (world) => {
      await aWebhook(world);
      return { body: { ...newWebhook, customer: world.customer.url } };
    },
  }),
  changes(`POST ${path}`, seen.byStaff, 201, {
    about: 'of all customers',
    prepare: async (world) => {
      await aWebhook(world);
      return { body: newWebhook };
    },
  }),
  changes(`PATCH ${path}:uuid/`, byOwners, 200, { prepare: withBody({ name: 'Renamed' }) }),
  changes(`DELETE ${path}:uuid/`, byOwners, 204, { prepare: aWebhook }),
  acts('rotate-secret', {}),
  acts('test', undefined, inLog),
  acts('replay', { since: '2026-01-01' }, inLog),
];

const newWebhook = {
  name: 'Tool',
  destination_url: 'https://tool.example.org/',
  event_types: ['award.approved'],
};
