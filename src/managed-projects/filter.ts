import { BadInput } from '../award/bad-input.ts';
import { type ReviewState, reviewStates } from '../award/vocabulary.ts';
import { parseReference, parseUuid, paths } from '../http/addresses.ts';
import { given, parseFlag } from '../http/filters.ts';
import type { AwardFilter } from './conditions.ts';

interface ListParameters {
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

/** Reads the filters of a list (api.md). Throws BadInput that names the parameter. */
export function filterOf(query: ListParameters, now: Date): AwardFilter {
  return {
    identifier: given(query.identifier, 'identifier'),
    localIdentifier: given(query.local_identifier, 'local_identifier'),
    projectUuids: [
      ...uuidOf(query.project_uuid, 'project_uuid'),
      ...urlOf(query.project, paths.projects, 'project'),
    ],
    templateUuids: [
      ...uuidOf(query.project_template_uuid, 'project_template_uuid'),
      ...urlOf(query.project_template, paths.templates, 'project_template'),
    ],
    states: query.state?.filter((state) => state !== '').map(stateOf),
    query: given(query.query, 'query'),
    notEmbargoedAt: parseFlag(query.hide_embargoed, 'hide_embargoed')
      ? now.toISOString()
      : undefined,
  };
}

function uuidOf(value: string | undefined, field: string): string[] {
  const text = given(value, field);
  return text === undefined ? [] : [parseUuid(text, field)];
}

function urlOf(value: string | undefined, path: string, field: string): string[] {
  const text = given(value, field);
  return text === undefined ? [] : [parseReference(text, path, field)];
}

function stateOf(text: string): ReviewState {
  const state = reviewStates.find((known) => known === text);
  if (state === undefined) {
    throw new BadInput('state', `"${text}" is not one of ${reviewStates.join(', ')}.`);
  }
  return state;
}
