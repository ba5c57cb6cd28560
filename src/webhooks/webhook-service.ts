/* Creates, changes and deletes webhooks: permission, transaction and audit. */

import type { Transaction } from 'kysely';
import { toActor } from '../admin-audit/actor.ts';
import { recordChange, recordDifference } from '../admin-audit/record-change.ts';
import { setAnnouncementChannel } from '../announcements/announcement.ts';
import { BadInput } from '../award/bad-input.ts';
import { isCustomerOwner } from '../customers/customer-role-store.ts';
import { requireVisibleCustomer } from '../customers/customer-service.ts';
import { lockLegalHolds } from '../database/legal-hold-sql.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { conflictError, forbiddenError, notFoundError } from '../errors/refused-error.ts';
import type { Caller } from '../http/caller.ts';
import { parseResourceUrl, resourcePaths } from '../http/resource-urls.ts';
import { hasMessagesUnderLegalHold } from './message-log.ts';
import { parseWebhookBody, type WebhookFields } from './parse-webhook-body.ts';
import { giveUpWaiting } from './record-results.ts';
import type { WebhookContext } from './webhook-context.ts';
import { createSecret, type SecretStore } from './webhook-secrets.ts';
import * as store from './webhook-store.ts';

type ServiceContext = Pick<WebhookContext, 'db' | 'clock' | 'webhooks'>;

/** Enough for every tool of a customer, and a bound for the work of one event. */
const MAX_WEBHOOKS_PER_CUSTOMER = 20;

/** A new webhook; `customer` is null for events of all customers and the site. */
export interface NewWebhookFields extends WebhookFields {
  name: string;
  destination_url: string;
  event_types: string[];
  customer?: string | null;
}

/** A webhook that the caller may see and change. Throws RefusedError (`not_found`). */
export async function requireWebhook(
  { db, clock }: Pick<ServiceContext, 'db' | 'clock'>,
  caller: Caller,
  uuid: string,
): Promise<store.WebhookRow> {
  const row = await store.findWebhook(db, caller, uuid, clock().toISOString());
  if (row === null) throw notFoundError();
  return row;
}

/** Creates a webhook. Returns its UUID and its secret. Throws BadInput, RefusedError. */
export async function createWebhook(
  context: ServiceContext,
  caller: Caller,
  fields: NewWebhookFields,
): Promise<{ uuid: string; secret: string }> {
  const secrets = requireSecrets(context);
  const customerId = await findCustomerId(context, caller, fields.customer ?? null);
  const columns = parseWebhookBody(fields, context.webhooks.policy, customerId !== null);
  const now = context.clock().toISOString();
  return runInTransaction(context.db, async (trx) => {
    await requireRoom(trx, customerId);
    const { id, uuid } = await store.insertWebhook(trx, {
      form: 'standard',
      ...columns,
      customer_id: customerId,
      owner_id: caller.personId,
      created: now,
      modified: now,
    } as Parameters<typeof store.insertWebhook>[1]);
    const secret = await addSecret(trx, secrets, { id, uuid }, { now, othersExpire: now });
    await setAnnouncementChannel(trx, 'webhook', true);
    const row = await requireWebhook({ ...context, db: trx }, caller, uuid);
    await recordChange(trx, toActor(caller), {
      at: now,
      action: 'webhook.created',
      subject: { uuid, name: row.name },
      before: null,
      after: toAuditValues(row),
    });
    return { uuid, secret };
  });
}

/**
 * Changes the given fields. The caller answers for the webhook from now on: it gets what they may
 * see. Throws BadInput, RefusedError.
 */
export async function changeWebhook(
  context: ServiceContext,
  caller: Caller,
  uuid: string,
  fields: WebhookFields,
): Promise<void> {
  const { id } = await requireWebhook(context, caller, uuid);
  const now = context.clock().toISOString();
  await runInTransaction(context.db, async (trx) => {
    await trx.selectFrom('webhook').select('id').where('id', '=', id).forUpdate().execute();
    const before = await requireWebhook({ ...context, db: trx }, caller, uuid);
    const columns = parseWebhookBody(fields, context.webhooks.policy, before.customer_id !== null);
    const restart = { failing_since: null, failures: 0, paused_until: null };
    await store.updateWebhook(trx, id, {
      ...columns,
      ...(columns.is_active === true && { disabled_reason: null, last_error: null, ...restart }),
      ...(columns.destination_url !== undefined && restart),
      owner_id: caller.personId,
      modified: now,
    });
    if (columns.is_active === false) await giveUpWaiting(trx, id);
    const after = await requireWebhook({ ...context, db: trx }, caller, uuid);
    await recordDifference(trx, toActor(caller), {
      at: now,
      action: 'webhook.changed',
      subject: { uuid, name: after.name },
      before: toAuditValues(before),
      after: toAuditValues(after),
    });
  });
}

/**
 * Deletes a webhook, its log and what waits for it. Throws RefusedError, also where its log has messages
 * about awards under legal hold.
 */
export async function deleteWebhook(
  context: ServiceContext,
  caller: Caller,
  uuid: string,
): Promise<void> {
  const row = await requireWebhook(context, caller, uuid);
  await runInTransaction(context.db, async (trx) => {
    await lockLegalHolds(trx);
    if (await hasMessagesUnderLegalHold(trx, row.id)) {
      throw conflictError(
        'The log of this webhook has messages about awards under legal hold: switch it off instead.',
      );
    }
    await giveUpWaiting(trx, row.id);
    await trx.deleteFrom('webhook').where('id', '=', row.id).execute();
    await recordChange(trx, toActor(caller), {
      at: context.clock().toISOString(),
      action: 'webhook.deleted',
      subject: { uuid, name: row.name },
      before: toAuditValues(row),
      after: null,
    });
  });
}

/**
 * Gives a webhook another secret and returns it. The old ones sign as well for `hours`, so that the
 * receiver can take the new one meanwhile. Throws RefusedError.
 */
export async function rotateSecret(
  context: ServiceContext,
  caller: Caller,
  uuid: string,
  hours: number,
): Promise<string> {
  const secrets = requireSecrets(context);
  const row = await requireWebhook(context, caller, uuid);
  const time = context.clock();
  const now = time.toISOString();
  const othersExpire = new Date(time.getTime() + hours * 3_600_000).toISOString();
  return runInTransaction(context.db, async (trx) => {
    const secret = await addSecret(trx, secrets, row, { now, othersExpire });
    await recordChange(trx, toActor(caller), {
      at: now,
      action: 'webhook.secret_rotated',
      subject: { uuid, name: row.name },
      before: null,
      after: { old_secrets_expire: othersExpire },
    });
    return secret;
  });
}

async function addSecret(
  trx: Transaction<Database>,
  secrets: SecretStore,
  { id, uuid }: { id: number; uuid: string },
  times: { now: string; othersExpire: string },
): Promise<string> {
  const secret = createSecret();
  await store.insertSecret(trx, id, secrets.encrypt(uuid, secret), times);
  return secret;
}

function requireSecrets({ webhooks }: ServiceContext): SecretStore {
  if (webhooks.secrets === null) {
    throw conflictError('Webhooks need the setting GATEHOUSE_SECRET_KEY. Ask the operator.');
  }
  return webhooks.secrets;
}

/** Owners may name their customers, staff any, and staff alone none. Throws BadInput, RefusedError. */
async function findCustomerId(
  { db }: ServiceContext,
  caller: Caller,
  url: string | null,
): Promise<number | null> {
  if (url === null) {
    if (!caller.isStaff) throw forbiddenError('Only staff can have a webhook for all customers.');
    return null;
  }
  const uuid = parseResourceUrl(url, resourcePaths.customers, 'customer');
  const customer = await requireVisibleCustomer({ db }, caller, uuid).catch(() => {
    throw new BadInput('customer', 'There is no such customer.');
  });
  if (!caller.isStaff && !(await isCustomerOwner(db, customer.id, caller.personId))) {
    throw forbiddenError('Only owners of the customer can have a webhook for it.');
  }
  return customer.id;
}

async function requireRoom(trx: Transaction<Database>, customerId: number | null): Promise<void> {
  const { count } = await trx
    .selectFrom('webhook')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('customer_id', customerId === null ? 'is' : '=', customerId)
    .executeTakeFirstOrThrow();
  if (count < MAX_WEBHOOKS_PER_CUSTOMER) return;
  throw conflictError(`There are ${count} webhooks already, the most there can be.`);
}

/** The path of a destination may be a secret of the receiver, as Slack's is. */
function toAuditValues(row: store.WebhookRow): Record<string, unknown> {
  const { name, customer_name, customer_uuid, form, event_types, is_active } = row;
  const destination = new URL(row.destination_url).origin;
  const customer = customer_uuid && { customer: customer_name, customer_uuid };
  return {
    name,
    ...customer,
    destination,
    form,
    event_types,
    is_active,
    owner: row.owner_full_name,
  };
}
