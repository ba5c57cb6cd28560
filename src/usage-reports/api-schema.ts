/* Reports of usage and storage, and sums of credits, in the OpenAPI document. */

import { Type } from 'typebox';
import { Credits, Day, GrantedSeconds, nullable, Time, Uuid } from '../http/api-schemas.ts';
import { buildFilterParameters } from '../http/list-filters.ts';
import { pageParameters } from '../http/pagination.ts';
import { accountingFilters } from './accounting-store.ts';
import { storageReportFilters, usageReportFilters } from './report-filters.ts';

const byName = <Schema extends Parameters<typeof Type.Record>[1]>(
  schema: Schema,
  description: string,
) => Type.Record(Type.String(), schema, { description });

const Seconds = Type.Object({ seconds: Type.Integer() });
const Users = byName(Type.String(), 'UserIdentifier (alice.a6a.brics) → local name.');

const DailyUsage = Type.Object(
  {
    reports: byName(Seconds, 'Local name → node seconds.'),
    components: byName(
      byName(Seconds, 'Local name → seconds.'),
      'Part of the machine, such as cpu.',
    ),
    num_jobs: Type.Integer({ description: 'Jobs that started that day.' }),
    total_wait_seconds: Type.Integer(),
    user_job_counts: byName(Type.Integer(), 'Local name → jobs.'),
    user_wait_seconds: byName(Type.Integer(), 'Local name → seconds.'),
    is_complete: Type.Boolean(),
  },
  { additionalProperties: true, description: 'Also figures of newer agents, as they came.' },
);

const Quotas = byName(
  Type.Object({
    limit: Type.String({ description: '"5.00 TB" or "unlimited".' }),
    usage: Type.Optional(Type.String()),
  }),
  'Volume → quota.',
);
const snapshot = {
  project: Type.String(),
  generated_at: Time,
  project_quotas: Quotas,
  user_quotas: byName(Quotas, 'UserIdentifier → quotas.'),
};

const month = {
  id: Type.Integer(),
  year: Type.Integer(),
  month: Type.Integer(),
  project_identifier: Type.String({ description: 'Such as a6a.brics.' }),
  resource: Type.String({ description: 'The destination of the resource.' }),
};

export const UsageReportSchema = Type.Object(
  {
    ...month,
    is_complete: Type.Boolean({ description: 'Whether the figures of every day are final.' }),
    report: Type.Object({
      project: Type.String(),
      reports: byName(DailyUsage, 'Day → use.'),
      users: Users,
    }),
  },
  { title: 'CachedProjectUsageReport' },
);

export const StorageReportSchema = Type.Object(
  {
    ...month,
    report: Type.Object({
      ...snapshot,
      users: Users,
      daily_reports: Type.Optional(byName(Type.Object(snapshot), 'Earlier days of the month.')),
    }),
  },
  { title: 'CachedProjectStorageReport' },
);

export const AccountingSummarySchema = Type.Object(
  {
    project_uuid: Uuid,
    project_name: Type.String(),
    customer_uuid: Uuid,
    customer_name: Type.String(),
    start_date: nullable(Day),
    end_date: nullable(Day),
    total_credits: Credits,
    total_spend: Credits,
    used_seconds: Type.Integer({ description: 'Node seconds on all resources.' }),
    granted_seconds: GrantedSeconds,
    resources: Type.Integer({ description: 'On how many resources the project is.' }),
    current_month_spend: Credits,
  },
  { title: 'ProjectAccountingSummary' },
);

export const UsageReportQuery = Type.Object({
  ...pageParameters,
  ...buildFilterParameters(usageReportFilters),
});
export const StorageReportQuery = Type.Object({
  ...pageParameters,
  ...buildFilterParameters(storageReportFilters),
});
export const AccountingQuery = Type.Object({
  ...pageParameters,
  ...buildFilterParameters(accountingFilters),
});

export const ReportIdParams = Type.Object({ id: Type.String() });
