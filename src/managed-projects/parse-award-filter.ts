/* Reads the filters of the list of awards from the query of a request. */

import { BadInput } from '../award/bad-input.ts';
import { type ReviewState, reviewStates } from '../award/award-enums.ts';
import { parseResourceUrl, parseUuid, resourcePaths } from '../http/resource-urls.ts';
import { parseTextFilter, parseBooleanFilter } from '../http/filter-parameters.ts';
import type { AwardFilter } from './award-filter-sql.ts';

interface AwardFilterParameters {
  identifier?: string;
  local_identifier?: string;
  project?: string;
  project_uuid?: string;
  project_template?: string;
  project_template_uuid?: string;
  query?: string;
  state?: string[];
  hide_embargoed?: string;
}

/**
 * Reads the filters of a list (docs/rules/api.md, R3.1). Throws BadInput that names the parameter.
 */
export function parseAwardFilter(query: AwardFilterParameters, now: Date): AwardFilter {
  return {
    identifier: parseTextFilter(query.identifier, 'identifier'),
    localIdentifier: parseTextFilter(query.local_identifier, 'local_identifier'),
    projectUuids: [
      ...parseUuidParameter(query.project_uuid, 'project_uuid'),
      ...parseUrlParameter(query.project, resourcePaths.projects, 'project'),
    ],
    templateUuids: [
      ...parseUuidParameter(query.project_template_uuid, 'project_template_uuid'),
      ...parseUrlParameter(query.project_template, resourcePaths.templates, 'project_template'),
    ],
    states: query.state?.filter((state) => state !== '').map(parseState),
    query: parseTextFilter(query.query, 'query'),
    notEmbargoedAt: parseBooleanFilter(query.hide_embargoed, 'hide_embargoed')
      ? now.toISOString()
      : undefined,
  };
}

function parseUuidParameter(value: string | undefined, field: string): string[] {
  const text = parseTextFilter(value, field);
  return text === undefined ? [] : [parseUuid(text, field)];
}

function parseUrlParameter(value: string | undefined, path: string, field: string): string[] {
  const text = parseTextFilter(value, field);
  return text === undefined ? [] : [parseResourceUrl(text, path, field)];
}

function parseState(text: string): ReviewState {
  const state = reviewStates.find((known) => known === text);
  if (state === undefined) {
    throw new BadInput('state', `"${text}" is not one of ${reviewStates.join(', ')}.`);
  }
  return state;
}
