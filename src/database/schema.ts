import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { CustomerRole, ProjectRole } from '../award/award-enums.ts';
import type { NullableTimestamp, Timestamp } from './column-types.ts';
import type { AccountTables } from './account-schema.ts';
import type { AwardTables } from './award-schema.ts';
import type { BridgeTables } from './bridge-schema.ts';
import type { ImportTables } from './import-schema.ts';
import type { MachineTables } from './machine-schema.ts';
import type { MailTables } from './mail-schema.ts';
import type { UsageTables } from './usage-schema.ts';
import type { WebhookTables } from './webhook-schema.ts';

/**
 * The tables as Kysely sees them; the migrations create them. Times are returned as ISO text with
 * six digits, dates as YYYY-MM-DD, numeric as decimal text (connection-pool.ts).
 */
export interface Database
  extends AccountTables,
    AwardTables,
    BridgeTables,
    ImportTables,
    MachineTables,
    MailTables,
    UsageTables,
    WebhookTables {
  setting: SettingTable;
  customer: CustomerTable;
  customer_role: CustomerRoleTable;
  project: ProjectTable;
  project_role: ProjectRoleTable;
  invitation: InvitationTable;
  customer_invitation: CustomerInvitationTable;
  project_exclusion: ProjectExclusionTable;
  short_name_series: ShortNameSeriesTable;
}

interface SettingTable {
  key: string;
  value: ColumnType<unknown, string, string>;
}

interface CustomerTable {
  id: GeneratedAlways<number>;
  uuid: Generated<string>;
  name: string;
  slug: string;
  native_name: Generated<string>;
  abbreviation: Generated<string>;
  description: Generated<string>;
  email: Generated<string>;
  created: Timestamp;
}

/** A role or an invitation, which may end. */
interface EndingRole {
  uuid: Generated<string>;
  created: Timestamp;
  expiration_time: NullableTimestamp;
  /** null: an award, or nobody with an account. */
  created_by: ColumnType<number | null, number | null | undefined, number | null>;
}

interface CustomerRoleTable extends EndingRole {
  customer_id: number;
  person_id: number;
  role: CustomerRole;
}

interface CustomerInvitationTable extends EndingRole {
  customer_id: number;
  email: string;
  role: CustomerRole;
}

interface ProjectTable {
  id: GeneratedAlways<number>;
  uuid: Generated<string>;
  customer_id: number;
  name: string;
  slug: string;
  short_name: string | null;
  description: Generated<string>;
  start_date: string | null;
  end_date: string | null;
  credits: string | null;
  backend_id: Generated<string>;
  is_removed: Generated<boolean>;
  created: Timestamp;
}

interface ProjectRoleTable extends EndingRole {
  project_id: number;
  person_id: number;
  role: ProjectRole;
}

interface InvitationTable extends EndingRole {
  project_id: number;
  email: string;
  role: ProjectRole;
}

/** Who was removed from a project by hand while its award left membership to us. */
interface ProjectExclusionTable {
  project_id: number;
  email: string;
  /** The awarding portal's word for their role then. */
  role: string;
  created: Timestamp;
}

interface ShortNameSeriesTable {
  series: string;
  next_count: number;
}
