/* What reviewers share about an award, in the OpenAPI document. */

import { Type } from 'typebox';
import { awardStates } from '../award/award-enums.ts';
import { Credits, Day, GrantedSeconds, nullable, Time, Uuid } from '../http/api-schemas.ts';

export const AssignBody = Type.Object({
  user_uuid: nullable(
    Type.String({
      description: 'UUID of a reviewer of the award or of staff; null: nobody takes care of it.',
      'x-doc': { format: 'uuid' },
    }),
  ),
});

export const ReviewerSchema = Type.Object(
  {
    uuid: Uuid,
    username: Type.String(),
    full_name: Type.String(),
    is_staff: Type.Boolean({ description: 'May decide as staff only, without roles.' }),
  },
  { title: 'Reviewer' },
);

export const ViewerSchema = Type.Object(
  {
    uuid: Uuid,
    full_name: Type.String(),
    since: Time,
  },
  { title: 'Viewer' },
);

const grantSum = {
  credits: Credits,
  awards: Type.Integer(),
  used_credits: Credits,
  used_seconds: Type.Integer({ description: 'Node seconds on all resources.' }),
  granted_seconds: GrantedSeconds,
  left_credits: Type.String({ description: 'Decimal credits; negative where more was used.' }),
};

const relatedAward = {
  identifier: Type.String(),
  destination: Type.String(),
  name: Type.String(),
  state: Type.Unsafe<(typeof awardStates)[number]>({ type: 'string', enum: [...awardStates] }),
  template_name: Type.String(),
  requested_credits: nullable(Credits),
  granted_credits: nullable(Credits),
  start_date: nullable(Day),
  end_date: nullable(Day),
};

export const AwardContextSchema = Type.Object(
  {
    granted: Type.Object(
      {
        template: Type.Object(grantSum),
        portal: Type.Object(grantSum),
        call: nullable(Type.Object({ id: Type.String(), ...grantSum })),
      },
      {
        description: 'In force now, in the templates of the awarding portal that the caller sees.',
      },
    ),
    awards_of_members: Type.Array(
      Type.Object({
        ...relatedAward,
        members: Type.Record(Type.String(), Type.String(), {
          description: 'Those who are members here too, with their role there.',
        }),
      }),
      { description: 'Other awards of the members that the caller sees, the newest first.' },
    ),
    has_more_awards: Type.Boolean({
      description: 'Whether the members have more than are listed.',
    }),
    renews: Type.Array(Type.Object(relatedAward)),
    renewed_by: Type.Array(Type.Object(relatedAward)),
  },
  { title: 'AwardContext' },
);
