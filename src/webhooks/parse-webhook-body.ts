import { eventCatalogue, isEventType } from '../announcements/event-catalogue.ts';
import { BadInput } from '../award/bad-input.ts';
import { requireStorableText } from '../award/json-value.ts';
import { type WebhookForm, webhookForms } from '../database/webhook-schema.ts';
import { type DestinationPolicy, parseDestination } from './destination-policy.ts';

/** The fields of a request's body. */
export interface WebhookFields {
  name?: string;
  destination_url?: string;
  form?: string;
  event_types?: string[];
  is_active?: boolean;
}

export interface WebhookColumns {
  name?: string;
  destination_url?: string;
  form?: WebhookForm;
  event_types?: string[];
  is_active?: boolean;
}

const MAX_NAME_LENGTH = 150;

/**
 * The given fields as columns. `isOfCustomer`: events about the site are refused. Throws BadInput.
 */
export function parseWebhookBody(
  fields: WebhookFields,
  policy: DestinationPolicy,
  isOfCustomer: boolean,
): WebhookColumns {
  const { name, destination_url: destination, form, event_types: types, is_active } = fields;
  return {
    ...(name !== undefined && { name: parseName(name) }),
    ...(destination !== undefined && {
      destination_url: parseDestination(destination, policy, 'destination_url').href,
    }),
    ...(form !== undefined && { form: parseForm(form) }),
    ...(types !== undefined && { event_types: parseEventTypes(types, isOfCustomer) }),
    ...(is_active !== undefined && { is_active }),
  };
}

function parseName(text: string): string {
  const name = text.trim();
  requireStorableText(name, 'name');
  if (name === '' || name.length > MAX_NAME_LENGTH) {
    throw new BadInput('name', `A name of 1 to ${MAX_NAME_LENGTH} characters is required.`);
  }
  return name;
}

function parseForm(text: string): WebhookForm {
  const form = webhookForms.find((each) => each === text);
  if (form === undefined) {
    throw new BadInput('form', `One of ${webhookForms.join(', ')} is required.`);
  }
  return form;
}

function parseEventTypes(types: readonly string[], isOfCustomer: boolean): string[] {
  if (types.length === 0) throw new BadInput('event_types', 'Choose at least one event type.');
  for (const type of types) {
    if (!isEventType(type)) {
      throw new BadInput('event_types', 'An event type of /api/webhook-event-types/ is required.');
    }
    if (isOfCustomer && eventCatalogue[type].audience === 'site') {
      throw new BadInput('event_types', `${type} is about the site; it needs a webhook for all.`);
    }
  }
  return [...new Set(types)].sort();
}
