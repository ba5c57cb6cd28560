/* The administrative audit in the OpenAPI document: an entry, and the filters of the list. */

import { Type } from 'typebox';
import { pageParameters } from '../http/pagination.ts';
import { searchText } from '../http/search-requests.ts';
import { nullable, Time, timeInput, uuidInput, wordInput } from '../http/api-schemas.ts';
import { subjectKinds } from './record-change.ts';

const FieldValuesSchema = nullable(
  Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true }),
);
const NullableUuid = nullable(Type.String({ format: 'uuid' }));

export const AdminAuditEntrySchema = Type.Object(
  {
    id: Type.Integer(),
    timestamp: Time,
    performed_by_uuid: NullableUuid,
    performed_by_username: Type.String({
      description: 'Empty if no account made the change, such as the command line.',
    }),
    performed_by_full_name: Type.String(),
    via: Type.String({
      description: 'session, token, sign-in, command line, start, award or schedule.',
    }),
    address: Type.String({
      description: 'The client IP; empty if the change did not come over the network.',
    }),
    action: Type.String({ description: 'Such as person.created.' }),
    subject_kind: Type.Unsafe<(typeof subjectKinds)[number]>({
      type: 'string',
      enum: [...subjectKinds],
    }),
    subject_uuid: NullableUuid,
    subject_name: Type.String(),
    before: FieldValuesSchema,
    after: FieldValuesSchema,
  },
  { title: 'AdminAuditEntry' },
);

export const AdminAuditQuery = Type.Object({
  ...pageParameters,
  action: Type.Optional(Type.String({ description: 'Exactly this action.' })),
  subject_kind: Type.Optional(wordInput(subjectKinds)),
  subject_uuid: Type.Optional(uuidInput('UUID of what was changed.')),
  performed_by_uuid: Type.Optional(uuidInput('UUID of who made the change.')),
  query: Type.Optional(searchText("Contains, any case, in the subject's name or the user name.")),
  timestamp_after: Type.Optional(timeInput('RFC 3339, or a day.')),
  timestamp_before: Type.Optional(timeInput('RFC 3339, or a day.')),
});
