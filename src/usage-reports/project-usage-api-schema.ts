/* What a project used and stored, in the OpenAPI document. */

import { Type } from 'typebox';
import { Credits, Day, nullable, Time, Uuid } from '../http/api-schemas.ts';

export const ProjectUsageQuery = Type.Object({
  range: Type.Optional(
    Type.String({
      description:
        'Days, such as 2026-01-01:2026-03-31, 2026-01-01 or this_month; at most 1830. Without it the last 366 days since the first with figures.',
    }),
  ),
});

const Bytes = nullable(Type.Integer());

export const ProjectUsageSchema = Type.Object(
  {
    project_uuid: Uuid,
    start_date: nullable(Day),
    end_date: nullable(Day),
    granted_credits: Credits,
    used_credits: Credits,
    left_credits: Type.String({ description: 'Decimal credits; negative where more was used.' }),
    from: Day,
    to: Day,
    resources: Type.Array(
      Type.Object({
        resource: Uuid,
        resource_name: Type.String(),
        seconds_per_credit: Type.String({ description: 'Node seconds.' }),
        granted_seconds: Type.Integer({ description: 'Node seconds.' }),
        used_seconds: Type.Integer({ description: 'Node seconds, of all days.' }),
        collected_at: nullable(Time),
        problem: nullable(Type.String({ description: 'Why figures could not be collected.' })),
      }),
    ),
    days: Type.Array(
      Type.Object({
        day: Day,
        is_complete: Type.Boolean({ description: 'Whether the figures are final.' }),
        has_figures: Type.Boolean({ description: 'Whether any were collected.' }),
        used_credits: Credits,
        users: Type.Record(Type.String(), Type.Integer(), {
          description: 'Short name → node seconds on all resources; unknown where there is none.',
        }),
      }),
    ),
    volumes: Type.Array(
      Type.Object({
        resource_name: Type.String(),
        volume: Type.String(),
        days: Type.Array(Type.Object({ day: Day, limit_bytes: Bytes, used_bytes: Bytes })),
      }),
    ),
  },
  { title: 'ProjectUsage' },
);
