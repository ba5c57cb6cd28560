import { Type } from 'typebox';
import { pageQuery } from '../http/pages.ts';
import { nullable, Time } from '../http/resource.ts';
import { subjectKinds } from './record.ts';

const Values = nullable(
  Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true }),
);
const MaybeUuid = nullable(Type.String({ format: 'uuid' }));

export const EntrySchema = Type.Object({
  id: Type.Integer(),
  timestamp: Time,
  performed_by_uuid: MaybeUuid,
  performed_by_username: Type.String({ description: 'Empty: nobody who has an account.' }),
  performed_by_full_name: Type.String(),
  via: Type.String({ description: 'session, token, sign-in, command line, start or award.' }),
  address: Type.String({ description: "The client's; empty where there is none." }),
  action: Type.String({ description: 'As in person.created.' }),
  subject_kind: Type.Unsafe<(typeof subjectKinds)[number]>({
    type: 'string',
    enum: [...subjectKinds],
  }),
  subject_uuid: MaybeUuid,
  subject_name: Type.String(),
  before: Values,
  after: Values,
});

export const EntryQuery = Type.Object({
  ...pageQuery,
  action: Type.Optional(Type.String({ description: 'Exactly this one.' })),
  subject_kind: Type.Optional(Type.String({ description: subjectKinds.join(', ') })),
  subject_uuid: Type.Optional(Type.String()),
  performed_by_uuid: Type.Optional(Type.String()),
  query: Type.Optional(
    Type.String({ description: "Contains, any case, in the subject's name or the user name." }),
  ),
  timestamp_after: Type.Optional(Type.String({ description: 'RFC 3339, or a day.' })),
  timestamp_before: Type.Optional(Type.String({ description: 'RFC 3339, or a day.' })),
  o: Type.Optional(Type.String({ description: 'timestamp, action; - descends. Newest first.' })),
});
