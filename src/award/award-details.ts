import { parseEmail, normalizeEmail } from './email.ts';
import { formatAllocation, parseAllocation } from './allocation.ts';
import { BadInput } from './bad-input.ts';
import { type Day, parseDay, parseInstant } from './dates.ts';
import { parseJsonValue, parseText } from './json-value.ts';
import { type MembershipControl, membershipControls } from './enums.ts';

export interface Link {
  id?: string;
  url?: string;
  [unknown: string]: unknown;
}

export interface AwardNote {
  /** RFC 3339, UTC. */
  timestamp: string;
  author: string;
  text: string;
  [unknown: string]: unknown;
}

/**
 * AwardDetails as openportal.md §2 writes them, and as they are stored: the first group is
 * always there, the second left out when unset. The key is never kept: it is always null.
 */
export interface AwardDetails {
  name: string | null;
  template: string | null;
  key: null;
  description: string | null;
  /** Address → the awarding portal's name of a role. */
  members: Record<string, string> | null;
  start_date: Day | null;
  end_date: Day | null;
  /** In the one form that formatAllocation writes. */
  allocation: string | null;
  /** null admits everybody. */
  allowed_domains: string[] | null;
  notes: AwardNote[];
  breakdown?: Record<string, unknown>;
  award?: Link;
  call?: Link;
  project_link?: Link;
  renewal?: Link;
  /** RFC 3339, UTC. */
  earliest_approve?: string;
  membership_control?: MembershipControl;
  /** What a newer portal sends is kept and passed on. */
  [unknown: string]: unknown;
}

/** The fields that mean something here; other keys of newer portals are kept and passed on. */
export type AwardFieldName =
  | 'name'
  | 'template'
  | 'key'
  | 'description'
  | 'members'
  | 'start_date'
  | 'end_date'
  | 'allocation'
  | 'breakdown'
  | 'award'
  | 'call'
  | 'project_link'
  | 'renewal'
  | 'notes'
  | 'earliest_approve'
  | 'membership_control'
  | 'allowed_domains';

/** The one name under which pages, projects and messages show an award. */
export function displayName(award: { name?: string | null; identifier: string }): string {
  return award.name?.trim() || award.identifier;
}

/** What a message brings: the details without the secret, and the secret by itself. */
export interface AwardMessage {
  details: AwardDetails;
  key: string | null;
}

const MAX_NAME_LENGTH = 500;
const MAX_DESCRIPTION_LENGTH = 100_000;
const MAX_MEMBERS = 10_000;
const MAX_NOTES = 10_000;

/** Which keys mean something to us, in the order in which they are written. */
const fieldParsers: Record<string, (value: unknown, field: string) => unknown> = {
  name: (value, field) => parseText(value, field, MAX_NAME_LENGTH),
  template: parseTemplateName,
  description: (value, field) => parseText(value, field, MAX_DESCRIPTION_LENGTH),
  members: parseMembers,
  start_date: parseDay,
  end_date: parseDay,
  allocation: (value, field) => formatAllocation(parseAllocation(value, field)),
  allowed_domains: parseAllowedDomains,
  notes: parseNotes,
  breakdown: parseBreakdown,
  award: parseLink,
  call: parseLink,
  project_link: parseLink,
  renewal: parseLink,
  earliest_approve: parseInstant,
  membership_control: parseMembershipControl,
};

const emptyDetails: AwardDetails = {
  name: null,
  template: null,
  key: null,
  description: null,
  members: null,
  start_date: null,
  end_date: null,
  allocation: null,
  allowed_domains: null,
  notes: [],
};

/**
 * Reads the AwardDetails of a create or update. A key that is null counts as absent; unknown
 * keys are kept. Throws BadInput, which names the field and the rule.
 */
export function parseAwardMessage(value: unknown): AwardMessage {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadInput('details', 'The details of an award are a JSON object.');
  }
  const details: AwardDetails = { ...emptyDetails };
  let key: string | null = null;
  for (const [name, item] of Object.entries(value)) {
    if (item === null) continue;
    const read = Object.hasOwn(fieldParsers, name) ? fieldParsers[name] : undefined;
    if (name === 'key') key = parseText(item, 'key', MAX_NAME_LENGTH);
    else defineOwnProperty(details, name, read ? read(item, name) : parseJsonValue(item, name));
  }
  requireEndAfterStart(details);
  return { details, key };
}

/** AwardDetails in the order of openportal.md §2, which a database need not keep. */
export function orderDetailFields(details: Record<string, unknown>): Record<string, unknown> {
  const ordered = detailFieldOrder.filter((key) => Object.hasOwn(details, key));
  return Object.fromEntries(
    [...new Set([...ordered, ...Object.keys(details)])].map((key) => [key, details[key]]),
  );
}

/** As people read them; others come after. */
export const detailFieldOrder = [
  'name',
  'template',
  'key',
  'description',
  'members',
  'start_date',
  'end_date',
  'allocation',
  'breakdown',
  'award',
  'call',
  'project_link',
  'renewal',
  'notes',
  'earliest_approve',
  'membership_control',
  'allowed_domains',
];

function requireEndAfterStart({ start_date, end_date }: AwardDetails): void {
  if (start_date !== null && end_date !== null && end_date < start_date) {
    throw new BadInput('end_date', 'The end is not before the start.');
  }
}

// Plain assignment would let a key called __proto__ change the object instead of filling it.
function defineOwnProperty(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function parseTemplateName(value: unknown, field: string): string {
  const name = parseText(value, field, MAX_NAME_LENGTH);
  if (!/^[A-Za-z0-9_-]+$/.test(name)) {
    throw new BadInput(field, 'A template is named with A-Z, a-z, 0-9, _ and -.');
  }
  return name;
}

function parseMembers(value: unknown, field: string): Record<string, string> {
  const entries = Object.entries(parseObject(value, field));
  if (entries.length > MAX_MEMBERS) throw new BadInput(field, `At most ${MAX_MEMBERS} members.`);
  const seen = new Set<string>();
  const members = entries.map(([address, role]): [string, string] => {
    const where = `${field}.${address.slice(0, 80)}`;
    if (seen.has(normalizeEmail(address))) throw new BadInput(where, 'This member is named twice.');
    seen.add(normalizeEmail(address));
    return [parseEmail(address, field), parseText(role, where, 100)];
  });
  return Object.fromEntries(members);
}

const domainLabel = '[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?';
const domainPattern = new RegExp(`^(\\*\\.)?${domainLabel}(\\.${domainLabel})*$`);

function parseAllowedDomains(value: unknown, field: string): string[] {
  return parseArray(value, field, MAX_MEMBERS).map((entry, index) => {
    const where = `${field}[${index}]`;
    const text = parseText(entry, where, 254);
    if (text.includes('@')) return parseEmail(text, where);
    if (!domainPattern.test(text)) {
      throw new BadInput(where, 'An entry is a domain, a suffix such as *.ac.uk, or an address.');
    }
    return text;
  });
}

function parseNotes(value: unknown, field: string): AwardNote[] {
  return parseArray(value, field, MAX_NOTES).map((entry, index) => {
    const where = `${field}[${index}]`;
    const note = parseObject(entry, where);
    return {
      ...(parseJsonValue(note, where) as object),
      timestamp: parseInstant(note.timestamp, `${where}.timestamp`),
      author: parseText(note.author, `${where}.author`, MAX_NAME_LENGTH),
      text: parseText(note.text, `${where}.text`, MAX_DESCRIPTION_LENGTH),
    };
  });
}

function parseBreakdown(value: unknown, field: string): Record<string, unknown> {
  return parseJsonValue(parseObject(value, field), field) as Record<string, unknown>;
}

function parseLink(value: unknown, field: string): Link {
  const { id, url, ...rest } = parseObject(value, field);
  const link: Link = { ...(parseJsonValue(rest, field) as object) };
  if (id !== undefined && id !== null) link.id = parseText(id, `${field}.id`, MAX_NAME_LENGTH);
  if (url !== undefined && url !== null) link.url = parseUrl(url, `${field}.url`);
  return link;
}

// Pages show these as links, so nothing but the web's own schemes gets in.
function parseUrl(value: unknown, field: string): string {
  const text = parseText(value, field, 2000);
  const protocol = URL.canParse(text) ? new URL(text).protocol : '';
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new BadInput(field, 'A link is an http or https URL.');
  }
  return text;
}

function parseMembershipControl(value: unknown, field: string): MembershipControl {
  const control = membershipControls.find((known) => known === value);
  if (control === undefined) {
    throw new BadInput(field, `One of ${membershipControls.join(', ')} is required.`);
  }
  return control;
}

function parseObject(value: unknown, field: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new BadInput(field, 'A JSON object is required.');
}

function parseArray(value: unknown, field: string, most: number): unknown[] {
  if (!Array.isArray(value)) throw new BadInput(field, 'A JSON array is required.');
  if (value.length > most) throw new BadInput(field, `At most ${most} entries.`);
  return value;
}
