/* The overview's figures in the OpenAPI document. */

import { type TInteger, Type } from 'typebox';
import type { AwardState } from '../award/award-enums.ts';
import { Credits, Uuid } from '../http/api-schemas.ts';

/** What the projects of approved awards were granted and used. */
export const CreditSums = Type.Object({
  credits: Credits,
  used_credits: Credits,
  awards: Type.Integer(),
});

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
      template_uuid: Uuid,
      template: Type.String(),
      offering: Type.String(),
      portal: Type.String(),
      ...CreditSums.properties,
    }),
    { description: 'Of approved awards, the most first, twenty at most.' },
  ),
  credits_by_portal: Type.Array(Type.Object({ portal: Type.String(), ...CreditSums.properties }), {
    description: 'The same by awarding portal.',
  }),
});
