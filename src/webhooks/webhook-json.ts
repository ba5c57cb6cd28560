import { isEventType } from '../announcements/event-catalogue.ts';
import { type BaseUrl, customerUrl, resourcePaths } from '../http/resource-urls.ts';
import type { WebhookRow } from './webhook-store.ts';

/** A webhook in the form of the API, without its secret. */
export function toWebhookJson(row: WebhookRow, base: BaseUrl) {
  return {
    url: `${base}${resourcePaths.webhooks}${row.uuid}/`,
    uuid: row.uuid,
    name: row.name,
    customer: row.customer_uuid === null ? null : customerUrl(base, row.customer_uuid),
    customer_uuid: row.customer_uuid,
    customer_name: row.customer_name ?? '',
    owner_uuid: row.owner_uuid,
    owner_full_name: row.owner_full_name,
    destination_url: row.destination_url,
    form: row.form,
    event_types: row.event_types.filter(isEventType),
    is_active: row.is_active,
    status: findStatus(row),
    disabled_reason: row.disabled_reason ?? '',
    failing_since: row.failing_since,
    last_success: row.last_success,
    last_error: row.last_error ?? '',
    waiting: row.waiting,
    secrets: row.secrets,
    created: row.created,
    modified: row.modified,
  };
}

export const webhookStatuses = ['active', 'failing', 'inactive', 'disabled', 'stopped'] as const;

/**
 * disabled: the service made it inactive. stopped: its owner may not see the events any more.
 */
function findStatus(row: WebhookRow): (typeof webhookStatuses)[number] {
  if (!row.is_active) return row.disabled_reason === null ? 'inactive' : 'disabled';
  if (!row.is_entitled) return 'stopped';
  return row.failing_since === null ? 'active' : 'failing';
}
