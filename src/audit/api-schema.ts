/* The audit of awards in the OpenAPI document: an entry, and the filters of the list. */

import { Type } from 'typebox';
import { auditEventTypes } from '../award/award-enums.ts';
import { pageParameters } from '../http/pagination.ts';
import { searchText } from '../http/search-requests.ts';
import { nullable, Time, timeInput, Uuid, wordInput } from '../http/api-schemas.ts';
import { PastAwardDetailsSchema } from './award-details-api-schema.ts';

export const AuditSchema = Type.Object(
  {
    id: Type.Integer(),
    identifier: Type.String(),
    destination: Type.String(),
    timestamp: Time,
    event_type: Type.Unsafe<(typeof auditEventTypes)[number]>({
      type: 'string',
      enum: [...auditEventTypes],
    }),
    action: Type.String({ description: 'The exact word, such as withdrawn, reopened, refused.' }),
    previous_details: PastAwardDetailsSchema,
    new_details: PastAwardDetailsSchema,
    performed_by_full_name: Type.String(),
    performed_by_uuid: Uuid,
    note: Type.String(),
    details_url: nullable(
      Type.String({
        description:
          'In a list, where the details of this entry are, which are too large for it; null where they are here.',
        'x-doc': { format: 'uri' },
      }),
    ),
  },
  { title: 'ManagedProjectAuditEntry' },
);

export const AuditQuery = Type.Object({
  ...pageParameters,
  event_type: Type.Optional(Type.Array(wordInput(auditEventTypes), { description: 'Repeatable.' })),
  managed_project_identifier: Type.Optional(Type.String({ description: 'Exactly this one.' })),
  managed_project_destination: Type.Optional(Type.String({ description: 'Exactly this one.' })),
  q: Type.Optional(
    searchText(
      'Contains, any case, in identifier, destination, note, action or the name of the award.',
    ),
  ),
  timestamp_after: Type.Optional(timeInput('RFC 3339, or a day.')),
  timestamp_before: Type.Optional(timeInput('RFC 3339, or a day.')),
});
