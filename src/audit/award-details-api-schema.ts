/* The AwardDetails of an award in the OpenAPI document, present and past. */

import { type TSchema, Type } from 'typebox';
import type { AwardFieldName } from '../award/award-details.ts';
import { awardFieldNames, getFieldRule } from '../award/award-fields.ts';
import { membershipControls } from '../award/award-enums.ts';

const optionalText = { type: ['string', 'null'] };
const day = { type: ['string', 'null'], description: 'YYYY-MM-DD', 'x-doc': { format: 'date' } };
const time = { type: 'string', description: 'RFC 3339, UTC.', 'x-doc': { format: 'date-time' } };
const link = {
  title: 'Link',
  type: 'object',
  properties: { id: { type: 'string' }, url: { type: 'string', 'x-doc': { format: 'uri' } } },
  additionalProperties: true,
};
const note = {
  title: 'Note',
  type: 'object',
  properties: {
    timestamp: time,
    author: { type: 'string' },
    text: { type: 'string' },
  },
  required: ['timestamp', 'author', 'text'],
  additionalProperties: true,
};

/** A new field does not compile until it has a schema. */
const fieldSchemas: Record<AwardFieldName, object> = {
  name: optionalText,
  template: optionalText,
  key: { type: 'null', description: "The template's key is never shown." },
  description: optionalText,
  members: {
    type: ['object', 'null'],
    additionalProperties: { type: 'string' },
    description: 'E-mail address → role, in the words of the awarding portal.',
  },
  start_date: day,
  end_date: day,
  allocation: { type: ['string', 'null'], description: 'Size and unit, such as "1000 NHR".' },
  breakdown: { type: 'object', additionalProperties: true },
  award: link,
  call: link,
  project_link: link,
  renewal: link,
  notes: { type: 'array', items: note },
  earliest_approve: time,
  membership_control: { type: 'string', enum: [...membershipControls] },
  allowed_domains: {
    type: ['array', 'null'],
    items: { type: 'string' },
    description: 'null admits everybody, an empty list nobody.',
  },
};

const properties = Object.fromEntries(awardFieldNames.map((name) => [name, fieldSchemas[name]]));

/** AwardDetails of a stored award: its fields, and whatever else a newer portal sent. */
export const AwardDetailsSchema: TSchema = Type.Unsafe<Record<string, unknown>>({
  title: 'AwardDetails',
  type: 'object',
  properties,
  required: awardFieldNames.filter((name) => getFieldRule(name).isAlwaysWritten),
  additionalProperties: true,
  description: 'AwardDetails; keys of newer awarding portals are passed on.',
});

/**
 * AwardDetails as they were at some time, or null. No field is required: the audit keeps entries of
 * every version of this program as they were written.
 */
export const PastAwardDetailsSchema: TSchema = Type.Unsafe<Record<string, unknown> | null>({
  type: ['object', 'null'],
  properties,
  additionalProperties: true,
  description: 'AwardDetails at that time.',
});
