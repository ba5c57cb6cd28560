/* The overview's figures in the OpenAPI document. */

import { type TInteger, Type } from 'typebox';
import type { AwardState } from '../award/award-enums.ts';
import { Credits, GrantedSeconds, nullable, Uuid } from '../http/api-schemas.ts';

/** What the projects of approved awards were granted and used. */
export const CreditSums = Type.Object({
  credits: Credits,
  used_credits: Credits,
  used_seconds: Type.Integer({ description: 'Node seconds on all resources.' }),
  granted_seconds: GrantedSeconds,
  awards: Type.Integer(),
});

/** The most weeks of an overview. */
const MAX_WEEKS = 104;

export const OverviewQuery = Type.Object({
  weeks: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: MAX_WEEKS,
      default: 12,
      description: 'The period of the decisions: this week and the ones before.',
    }),
  ),
  portal: Type.Optional(Type.String({ description: 'Only awards of this awarding portal.' })),
});

export const OverviewSchema = Type.Object(
  {
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
      { description: 'The weeks of the period, oldest first.' },
    ),
    time_to_decision: Type.Object(
      {
        decisions: Type.Integer(),
        median_seconds: nullable(Type.Number()),
        p90_seconds: nullable(Type.Number({ description: 'Nine of ten took at most this long.' })),
      },
      {
        description:
          'From when an award began to wait until a person last decided about it, in the period.',
      },
    ),
    portals: Type.Array(Type.String(), {
      description: 'The awarding portals of the templates that the caller sees.',
    }),
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
    credits_by_portal: Type.Array(
      Type.Object({ portal: Type.String(), ...CreditSums.properties }),
      {
        description: 'The same by awarding portal.',
      },
    ),
  },
  { title: 'Overview' },
);
