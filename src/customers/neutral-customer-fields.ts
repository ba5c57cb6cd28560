/* Fields of customers that Waldur's clients expect and that have one value here. */

import { Type } from 'typebox';
import {
  AlwaysEmptyText,
  AlwaysFalse,
  AlwaysNull,
  noPriceEstimate,
  PriceEstimateSchema,
} from '../http/neutral-fields.ts';
import { AnyJson } from '../http/api-schemas.ts';

const EmptyList = Type.Array(AnyJson, { maxItems: 0, description: 'Always empty here.' });

export const neutralCustomerProperties = {
  organization_groups: EmptyList,
  country_name: AlwaysEmptyText,
  default_affiliations: EmptyList,
  payment_profiles: EmptyList,
  customer_credit: AlwaysNull,
  customer_unallocated_credit: AlwaysNull,
  has_affiliate_links: AlwaysFalse,
  is_service_provider: AlwaysFalse,
  service_provider: AlwaysNull,
  service_provider_uuid: AlwaysNull,
  call_managing_organization_uuid: AlwaysNull,
  billing_price_estimate: PriceEstimateSchema,
  has_active_helpdesk: AlwaysFalse,
};

export const neutralCustomerFields = {
  organization_groups: [],
  country_name: '',
  default_affiliations: [],
  payment_profiles: [],
  customer_credit: null,
  customer_unallocated_credit: null,
  has_affiliate_links: false,
  is_service_provider: false,
  service_provider: null,
  service_provider_uuid: null,
  call_managing_organization_uuid: null,
  billing_price_estimate: noPriceEstimate,
  has_active_helpdesk: false,
};
