/* Reads each field of AwardDetails from the JSON of a message. */

import { formatAllocation, parseAllocation } from './allocation.ts';
import type { AwardNote, Link } from './award-details.ts';
import { BadInput } from './bad-input.ts';
import { parseInstant } from './dates.ts';
import { normalizeEmail, parseEmail } from './email.ts';
import { type MembershipControl, membershipControls } from './award-enums.ts';
import {
  parseJsonValue,
  parseText,
  quoteText,
  requireObject,
  requireStorableText,
  toPathSegment,
} from './json-value.ts';
import { isMappableEmail } from './user-mapping.ts';

/*
 * Readers of the fields of AwardDetails. Each takes the value, the field and where to note an entry
 * that it leaves out, and throws BadInput where nothing of the value can be used.
 */

/** Notes an entry that is left out. */
export type NoteOddity = (problem: BadInput) => void;
export type ParseField<Value> = (value: unknown, field: string, noteOddity: NoteOddity) => Value;

export const MAX_NAME_LENGTH = 500;
const MAX_DESCRIPTION_LENGTH = 100_000;
const MAX_ENTRIES = 10_000;
const MAX_ROLE_LENGTH = 100;
const MAX_URL_LENGTH = 2000;
const MAX_DOMAIN_LENGTH = 254;

export const parseName: ParseField<string> = (value, field) =>
  parseText(value, field, MAX_NAME_LENGTH);

export const parseDescription: ParseField<string> = (value, field) =>
  parseText(value, field, MAX_DESCRIPTION_LENGTH);

/** The name of a template, in messages and in the REST interface. Throws BadInput. */
export function parseTemplateName(value: unknown, field: string): string {
  const name = parseText(value, field, MAX_NAME_LENGTH);
  if (!/^[A-Za-z0-9_-]+$/.test(name)) {
    throw new BadInput(field, 'A template is named with A-Z, a-z, 0-9, _ and -.');
  }
  return name;
}

export const parseAllocationText: ParseField<string> = (value, field) =>
  formatAllocation(parseAllocation(value, field));

/** Throws BadInput where the value names somebody, and nobody of them can be used. */
export const parseMembers: ParseField<Record<string, string>> = (value, field, noteOddity) => {
  const entries = Object.entries(requireObject(value, field));
  if (entries.length > MAX_ENTRIES) throw new BadInput(field, `At most ${MAX_ENTRIES} members.`);
  const roles = new Map<string, string>();
  const members = keepUsable(entries, noteOddity, ([email, role]): [string, string] | null => {
    const member: [string, string] = [
      parseEmail(email, field),
      parseText(role, `${field}.${toPathSegment(email)}`, MAX_ROLE_LENGTH),
    ];
    const earlierRole = roles.get(normalizeEmail(email));
    if (earlierRole === undefined) roles.set(normalizeEmail(email), member[1]);
    else if (earlierRole !== member[1]) {
      throw new BadInput(field, `${quoteText(email)} is named twice with different roles.`);
    }
    return earlierRole === undefined ? member : null;
  });
  if (members.length === 0 && entries.length > 0) {
    throw new BadInput(field, 'No entry can be used.');
  }
  return Object.fromEntries(members);
};

const domainLabel = '[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?';
const domainPattern = new RegExp(`^(\\*\\.)?${domainLabel}(\\.${domainLabel})*$`);

/**
 * A list of which nothing can be used is empty: it admits nobody. An email outside the wire's grammar
 * would make other readers refuse the whole details (openportal 0.94.0).
 */
export const parseAllowedDomains: ParseField<string[]> = (value, field, noteOddity) =>
  keepUsable([...requireArray(value, field).entries()], noteOddity, ([index, entry]) => {
    const where = `${field}[${index}]`;
    const text = parseText(entry, where, MAX_DOMAIN_LENGTH);
    if (isMappableEmail(text)) return text;
    if (!domainPattern.test(text)) {
      throw new BadInput(
        where,
        `${quoteText(text)} is neither a domain, nor a suffix such as *.ac.uk, nor an email.`,
      );
    }
    return text;
  });

export const parseNotes: ParseField<AwardNote[]> = (value, field, noteOddity) =>
  keepUsable([...requireArray(value, field).entries()], noteOddity, ([index, entry]) => {
    const where = `${field}[${index}]`;
    const note = requireObject(entry, where);
    return {
      ...(parseJsonValue(note, where) as object),
      timestamp: parseInstant(note.timestamp, `${where}.timestamp`),
      author: parseText(note.author, `${where}.author`, MAX_NAME_LENGTH),
      text: parseText(note.text, `${where}.text`, MAX_DESCRIPTION_LENGTH),
    };
  });

/** Entries that are no text make other readers refuse the whole details (openportal 0.94.0). */
export const parseBreakdown: ParseField<Record<string, string>> = (value, field, noteOddity) =>
  Object.fromEntries(
    keepUsable(
      Object.entries(requireObject(value, field)),
      noteOddity,
      ([key, item]): [string, string] => [
        parseText(key, `${field}.${toPathSegment(key)}`, MAX_NAME_LENGTH),
        parseText(item, `${field}.${toPathSegment(key)}`, MAX_DESCRIPTION_LENGTH),
      ],
    ),
  );

/** undefined: a link without any part is none. */
export const parseLink: ParseField<Link | undefined> = (value, field, noteOddity) => {
  const parts = keepUsable(
    Object.entries(requireObject(value, field)),
    noteOddity,
    ([key, item]): [string, unknown] | null => {
      const where = `${field}.${toPathSegment(key)}`;
      requireStorableText(key, where);
      return item === null || isBlank(item) ? null : [key, parseLinkPart(key, item, where)];
    },
  );
  return parts.length === 0 ? undefined : (Object.fromEntries(parts) as Link);
};

export const parseMembershipControl: ParseField<MembershipControl> = (value, field) => {
  const control = membershipControls.find((known) => known === value);
  if (control === undefined) {
    throw new BadInput(field, `One of ${membershipControls.join(', ')} is required.`);
  }
  return control;
};

// Pages show these as links, so nothing but the web's own schemes gets in.
function parseUrl(value: unknown, field: string): string {
  const text = parseText(value, field, MAX_URL_LENGTH);
  const url = URL.canParse(text) ? new URL(text) : null;
  const isWebLink = url?.protocol === 'http:' || url?.protocol === 'https:';
  // An international label without letters passes here and is refused by other readers.
  if (!isWebLink || url.hostname.split('.').includes('xn--')) {
    throw new BadInput(field, 'A link is an http or https URL.');
  }
  return text;
}

function parseLinkPart(key: string, value: unknown, field: string): unknown {
  if (key === 'url') return parseUrl(value, field);
  return key === 'id' ? parseText(value, field, MAX_NAME_LENGTH) : parseJsonValue(value, field);
}

const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === '';

/** What `parse` gives of each entry; an entry that throws BadInput is noted and left out. */
function keepUsable<Entry, Value>(
  entries: readonly Entry[],
  noteOddity: NoteOddity,
  parse: (entry: Entry) => Value | null,
): Value[] {
  return entries.flatMap((entry) => {
    try {
      const value = parse(entry);
      return value === null ? [] : [value];
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      noteOddity(error);
      return [];
    }
  });
}

function requireArray(value: unknown, field: string): unknown[] {
  if (!Array.isArray(value)) throw new BadInput(field, 'A JSON array is required.');
  if (value.length > MAX_ENTRIES) throw new BadInput(field, `At most ${MAX_ENTRIES} entries.`);
  return value;
}
