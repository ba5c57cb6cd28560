/*
 * What is taken from the objects of Waldur's interface, by the models of waldur-api-client 8.1.3; all
 * else is dropped before anything is stored, such as tokens of people. Waldur leaves some fields out
 * that the models require, so what can be absent is optional here.
 */

import * as v from 'valibot';
import { hashTemplateKey } from '../templates/template-key.ts';

/** With dashes and without, as Waldur writes both. */
const uuid = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i, 'no UUID'),
  v.transform((text) =>
    text
      .replaceAll('-', '')
      .toLowerCase()
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
  ),
);
/** The UUID at the end of a URL. */
const uuidOfUrl = v.pipe(
  v.string(),
  v.transform((url) => url.replace(/\/+$/, '').split('/').at(-1) ?? ''),
  uuid,
);
const NIL_UUID = '00000000-0000-0000-0000-000000000000';
const optionalUuid = v.pipe(
  v.nullish(v.union([uuid, v.literal('')]), null),
  v.transform((value) => (value === NIL_UUID || value === '' ? null : value)),
);
const instant = v.pipe(
  v.string(),
  v.isoTimestamp('no time'),
  v.transform((text) => text),
);
const text = v.pipe(
  v.nullish(v.string(), ''),
  v.transform((value) => value ?? ''),
);
const optionalText = v.nullish(v.string(), null);
const flag = v.optional(v.boolean(), false);
const amount = v.nullish(v.union([v.string(), v.number()]), null);
const object = v.record(v.string(), v.unknown());

const customer = v.object({
  uuid,
  name: v.string(),
  slug: text,
  native_name: text,
  abbreviation: text,
  description: text,
  email: text,
  created: instant,
});

const person = v.object({
  uuid,
  username: v.string(),
  first_name: text,
  last_name: text,
  full_name: text,
  email: text,
  is_staff: flag,
  is_support: flag,
  is_active: v.optional(v.boolean(), true),
  date_joined: instant,
});

const role = v.object({
  uuid,
  role_name: v.string(),
  user_uuid: uuid,
  created: v.nullish(instant, null),
  expiration_time: v.nullish(instant, null),
  created_by_uuid: optionalUuid,
});

const project = v.object({
  uuid,
  name: v.string(),
  slug: text,
  customer_uuid: uuid,
  description: text,
  start_date: optionalText,
  end_date: optionalText,
  backend_id: text,
  is_removed: flag,
  project_credit: amount,
  created: instant,
});

/** Waldur may give the key itself or `********`. Of a key, no more is stored than verifies it. */
const templateKey = v.pipe(
  optionalText,
  v.transform((key) => {
    if (key === null || key === '') return null;
    if (/^\*+$/.test(key)) return 'unreadable' as const;
    const { salt, digest } = hashTemplateKey(key);
    return { salt: salt.toString('hex'), digest: digest.toString('hex') };
  }),
);

const template = v.object({
  uuid,
  name: v.string(),
  offering: optionalText,
  portal: v.string(),
  provider: uuidOfUrl,
  customer: uuidOfUrl,
  key: templateKey,
  shortname: optionalText,
  approval_limit: amount,
  max_credit_limit: amount,
  allocation_units_mapping: v.nullish(object, {}),
  role_mapping: v.nullish(object, {}),
  role_mapping_data: v.nullish(v.record(v.string(), v.object({ name: v.string() })), {}),
  offerings_data: v.optional(v.array(v.object({ name: text })), []),
});

/** Without the key: it is in details of the past too. */
const details = v.pipe(
  object,
  v.transform(({ key: _, ...kept }) => kept),
);

const award = v.object({
  state: v.string(),
  created: instant,
  reviewed_at: v.nullish(instant, null),
  reviewed_by_uuid: optionalUuid,
  review_comment: optionalText,
  identifier: v.string(),
  destination: v.string(),
  details,
  project_data: v.nullish(v.object({ uuid: optionalUuid }), null),
  project_template: uuidOfUrl,
  local_identifier: optionalText,
});

const auditEntry = v.object({
  id: v.number(),
  identifier: v.string(),
  destination: v.string(),
  timestamp: instant,
  event_type: v.string(),
  previous_details: v.nullish(details, null),
  new_details: v.nullish(details, null),
  performed_by_uuid: optionalUuid,
  note: text,
});

const invitation = v.object({
  uuid,
  email: v.string(),
  role_name: v.string(),
  scope_type: text,
  scope_uuid: uuid,
  created: instant,
});

export const waldurShapes = {
  customer,
  person,
  person_name: v.object({ user: uuidOfUrl, shortname: optionalText }),
  customer_role: v.object({ ...role.entries, scope: uuid }),
  project,
  project_name: v.object({ project: uuidOfUrl, shortname: optionalText }),
  project_role: v.object({ ...role.entries, scope: uuid }),
  template,
  award,
  audit_entry: auditEntry,
  invitation,
} as const;

/** What is imported, in the order in which it is made. */
export type WaldurKind = keyof typeof waldurShapes;
export type WaldurItem<Kind extends WaldurKind> = v.InferOutput<(typeof waldurShapes)[Kind]>;

/** Reads an object of Waldur. Returns the item, or what is wrong with it, with its field. */
export function readWaldurItem<Kind extends WaldurKind>(
  kind: Kind,
  value: unknown,
): { item: WaldurItem<Kind> } | { problem: string } {
  const result = v.safeParse(waldurShapes[kind], value);
  if (result.success) {
    const item = result.output as WaldurItem<Kind>;
    return hasUnstorableText(item) ? { problem: 'a character cannot be stored' } : { item };
  }
  const [issue] = result.issues;
  return { problem: `${v.getDotPath(issue) ?? 'it'}: ${issue.message}` };
}

/** A NUL or half of a surrogate pair, which JSON writes as an escape. */
function hasUnstorableText(item: unknown): boolean {
  return /(?<!\\)(\\\\)*\\u(0000|d[89a-f])/.test(JSON.stringify(item));
}

/** An award key in one text: neither part has a space. */
export function formatAwardKey({
  identifier,
  destination,
}: Pick<WaldurItem<'award'>, 'identifier' | 'destination'>): string {
  return `${identifier} ${destination}`;
}

/** What identifies an item among those of its kind. */
export function getItemKey<Kind extends WaldurKind>(kind: Kind, item: WaldurItem<Kind>): string {
  const fields = item as Record<string, unknown>;
  switch (kind) {
    case 'person_name':
      return String(fields.user);
    case 'project_name':
      return String(fields.project);
    case 'award':
      return formatAwardKey(item as WaldurItem<'award'>);
    case 'audit_entry':
      return String(fields.id);
    case 'customer_role':
    case 'project_role':
      return `${fields.scope} ${fields.uuid}`;
    default:
      return String(fields.uuid);
  }
}
