/* Fields of accounts that Waldur's clients expect and that have one value here. */

import { Type } from 'typebox';
import {
  AlwaysEmptyText,
  AlwaysFalse,
  AlwaysNull,
  AlwaysNullNumber,
} from '../http/neutral-fields.ts';

export const neutralPersonProperties = {
  civil_number: AlwaysNull,
  token_expires_at: AlwaysNull,
  registration_method: Type.String({ description: 'Always default here.' }),
  agreement_date: AlwaysNull,
  requested_email: AlwaysNull,
  identity_provider_name: AlwaysEmptyText,
  identity_provider_label: AlwaysEmptyText,
  identity_provider_management_url: AlwaysEmptyText,
  identity_provider_fields: Type.Array(Type.String(), { description: 'Always empty here.' }),
  identity_source: AlwaysEmptyText,
  should_protect_user_details: AlwaysFalse,
  uid_number: AlwaysNullNumber,
  primary_gid: AlwaysNullNumber,
};

export const neutralPersonFields = {
  civil_number: null,
  token_expires_at: null,
  registration_method: 'default',
  agreement_date: null,
  requested_email: null,
  identity_provider_name: '',
  identity_provider_label: '',
  identity_provider_management_url: '',
  identity_provider_fields: [],
  identity_source: '',
  should_protect_user_details: false,
  uid_number: null,
  primary_gid: null,
};
