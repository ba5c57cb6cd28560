import { type BaseUrl, resourcePaths } from '../http/resource-urls.ts';
import type { ResourceRow } from './resource-store.ts';

/** A resource in the form of the API. */
export function toResourceJson(row: ResourceRow, base: BaseUrl) {
  const { id: _, check_result: result, checked_at, check_problem, ...values } = row;
  return {
    url: `${base}${resourcePaths.resources}${row.uuid}/`,
    uuid: values.uuid,
    name: values.name,
    destination: values.destination,
    seconds_per_credit: values.seconds_per_credit,
    volumes: values.volumes,
    mode: values.mode,
    is_enabled: values.is_enabled,
    created: values.created,
    check: {
      checked_at,
      problem: check_problem,
      agents: result?.agents ?? [],
      can_confirm_accounts: result?.capabilities.is_added ?? false,
      projects: result?.projects ?? null,
    },
    templates: values.templates,
    projects: values.projects,
    needs_attention: values.needs_attention,
  };
}
