import { Type } from 'typebox';
import { auditEventTypes } from '../award/award-enums.ts';
import { pageParameters } from '../http/pagination.ts';
import { Time, Uuid } from '../http/api-schemas.ts';
import { PastAwardDetailsSchema } from './award-details-api-schema.ts';

export const AuditSchema = Type.Object({
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
});

export const AuditQuery = Type.Object({
  ...pageParameters,
  event_type: Type.Optional(
    Type.Array(Type.String({ description: auditEventTypes.join(', ') }), {
      description: 'Repeatable.',
    }),
  ),
  managed_project_identifier: Type.Optional(Type.String({ description: 'Exactly this one.' })),
  managed_project_destination: Type.Optional(Type.String({ description: 'Exactly this one.' })),
  q: Type.Optional(
    Type.String({
      description:
        'Contains, any case, in identifier, destination, note, action or the name of the award.',
    }),
  ),
  timestamp_after: Type.Optional(Type.String({ description: 'RFC 3339, or a day.' })),
  timestamp_before: Type.Optional(Type.String({ description: 'RFC 3339, or a day.' })),
  o: Type.Optional(
    Type.String({
      description: 'Order by id, timestamp, event_type or identifier; a leading - descends.',
    }),
  ),
});
