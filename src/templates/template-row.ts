import type { ProjectRole } from '../award/award-enums.ts';
import type { CustomerRow } from '../customers/customer-row.ts';

/** A template with its provider and customer, as the store reads it; of its key only whether it has one. */
export interface TemplateRow {
  id: number;
  uuid: string;
  name: string;
  offering: string;
  portal: string;
  shortname: string;
  has_key: boolean;
  approval_limit: string | null;
  max_credit_limit: string | null;
  allocation_units_mapping: Record<string, string | number>;
  role_mapping: Record<string, ProjectRole>;
  /** As it was written; null: as role_mapping has it. */
  role_mapping_given: Record<string, unknown> | null;
  /** The resources that its projects get, by name. */
  offerings: { uuid: string; name: string }[];
  provider: CustomerRow;
  customer: CustomerRow;
}
