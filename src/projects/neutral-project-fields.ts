/* Fields of projects that Waldur's clients expect and that have one value here. */

import { Type } from 'typebox';
import {
  AlwaysEmptyText,
  AlwaysFalse,
  AlwaysNull,
  AlwaysNullNumber,
  noPriceEstimate,
  PriceEstimateSchema,
} from '../http/neutral-fields.ts';
import { nilUuid } from '../http/resource-urls.ts';
import { AnyJson, nullable } from '../http/api-schemas.ts';

const Nothing = nullable(
  Type.Unsafe<Record<string, never>>({ type: 'object', description: 'Always null here.' }),
);

export const neutralProjectProperties = {
  customer_display_billing_info_in_projects: AlwaysFalse,
  type_name: AlwaysNull,
  type_uuid: AlwaysNull,
  end_date_requested_by: AlwaysNull,
  end_date_updated_at: AlwaysNull,
  oecd_fos_2007_label: AlwaysEmptyText,
  resources_count: Type.Integer(),
  project_metadata: Type.Array(AnyJson, { maxItems: 0, description: 'Always empty here.' }),
  max_service_accounts: AlwaysNullNumber,
  termination_metadata: Nothing,
  affiliation: Nothing,
  affiliation_name: AlwaysEmptyText,
  affiliation_code: AlwaysEmptyText,
  science_sub_domain_name: AlwaysEmptyText,
  science_sub_domain_code: AlwaysEmptyText,
  science_domain_uuid: Type.String({ format: 'uuid', description: 'Always the nil UUID here.' }),
  science_domain_name: AlwaysEmptyText,
  science_domain_code: AlwaysEmptyText,
  marketplace_resource_count: Type.Unsafe<Record<string, number>>({
    type: 'object',
    description: 'Always empty here.',
  }),
  billing_price_estimate: PriceEstimateSchema,
};

export const neutralProjectFields = {
  customer_display_billing_info_in_projects: false,
  type_name: null,
  type_uuid: null,
  end_date_requested_by: null,
  end_date_updated_at: null,
  oecd_fos_2007_label: '',
  resources_count: 0,
  project_metadata: [],
  max_service_accounts: null,
  termination_metadata: null,
  affiliation: null,
  affiliation_name: '',
  affiliation_code: '',
  science_sub_domain_name: '',
  science_sub_domain_code: '',
  science_domain_uuid: nilUuid,
  science_domain_name: '',
  science_domain_code: '',
  marketplace_resource_count: {},
  billing_price_estimate: noPriceEstimate,
};
