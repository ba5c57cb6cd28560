/* The overview's figures in the OpenAPI document. */

import { type TInteger, Type } from 'typebox';
import type { AwardState } from '../award/award-enums.ts';
import { Credits } from '../http/api-schemas.ts';

export const OverviewSchema = Type.Object({
  states: Type.Object({
    pending: Type.Integer(),
    approved: Type.Integer(),
    rejected: Type.Integer(),
    canceled: Type.Integer(),
  } satisfies Record<AwardState, TInteger>),
  pending_by_age: Type.Array(
    Type.Object({
      label: Type.String({ description: 'under 1 day, 1–3 days …' }),
      count: Type.Integer(),
    }),
  ),
  decisions_by_week: Type.Array(
    Type.Object({
      week: Type.String({
        description: 'The Monday of the week, YYYY-MM-DD.',
        'x-doc': { format: 'date' },
      }),
      approved: Type.Integer(),
      rejected: Type.Integer(),
    }),
    { description: 'The last twelve weeks, oldest first.' },
  ),
  credits_by_template: Type.Array(
    Type.Object({
      template: Type.String(),
      offering: Type.String(),
      portal: Type.String(),
      credits: Credits,
      awards: Type.Integer(),
    }),
    { description: 'Of approved awards, the most first, twenty at most.' },
  ),
});
