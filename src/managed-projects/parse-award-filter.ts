/* Reads the filters of the list of awards from the query of a request. */

import { BadInput } from '../award/bad-input.ts';
import { parseCredits } from '../award/assess-credits.ts';
import { type ReviewState, reviewStates } from '../award/award-enums.ts';
import { parseDay } from '../award/dates.ts';
import { type WaitingReasonCode, waitingReasonCodes } from '../award/waiting-reason.ts';
import { parseResourceUrl, parseUuid, resourcePaths } from '../http/resource-urls.ts';
import { parseBooleanFilter, parseTextFilter, parseTimeFilter } from '../http/filter-parameters.ts';
import { type AwardFilter, type AwardRange, NO_ASSIGNEE } from './award-filter-sql.ts';

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
  portal?: string[];
  offering?: string[];
  call?: string[];
  waiting_reason?: string[];
  assignee_uuid?: string;
  member_uuid?: string;
  mentioned_uuid?: string;
  legal_hold?: string;
  created_after?: string;
  created_before?: string;
  waiting_since_after?: string;
  waiting_since_before?: string;
  start_date_after?: string;
  start_date_before?: string;
  end_date_after?: string;
  end_date_before?: string;
  requested_credits_min?: string;
  requested_credits_max?: string;
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
    portals: parseTexts(query.portal, 'portal'),
    offerings: parseTexts(query.offering, 'offering'),
    calls: parseTexts(query.call, 'call'),
    reasons: parseTexts(query.waiting_reason, 'waiting_reason').map(parseReason),
    assigneeUuid:
      query.assignee_uuid === NO_ASSIGNEE
        ? NO_ASSIGNEE
        : parseUuidParameter(query.assignee_uuid, 'assignee_uuid')[0],
    memberUuid: parseUuidParameter(query.member_uuid, 'member_uuid')[0],
    mentionedUuid: parseUuidParameter(query.mentioned_uuid, 'mentioned_uuid')[0],
    isUnderLegalHold: parseBooleanFilter(query.legal_hold, 'legal_hold') || undefined,
    ranges: parseRanges(query),
  };
}

const parseTexts = (values: string[] | undefined, field: string): string[] =>
  (values ?? []).flatMap((value) => parseTextFilter(value, field) ?? []);

function parseReason(text: string): WaitingReasonCode {
  const code = waitingReasonCodes.find((known) => known === text);
  if (code !== undefined) return code;
  throw new BadInput('waiting_reason', `"${text}" is not one of ${waitingReasonCodes.join(', ')}.`);
}

const parseDayFilter = (value: string | undefined, field: string): string | undefined => {
  const text = parseTextFilter(value, field);
  return text === undefined ? undefined : parseDay(text, field);
};

const parseCreditsFilter = (value: string | undefined, field: string): string | undefined => {
  const text = parseTextFilter(value, field);
  return text === undefined ? undefined : parseCredits(text, field);
};

/** The parameters that are bounds of a column, with what reads them. */
const bounds = [
  ['created_after', 'created', true, parseTimeFilter],
  ['created_before', 'created', false, parseTimeFilter],
  ['waiting_since_after', 'waiting_since', true, parseTimeFilter],
  ['waiting_since_before', 'waiting_since', false, parseTimeFilter],
  ['start_date_after', 'start_day', true, parseDayFilter],
  ['start_date_before', 'start_day', false, parseDayFilter],
  ['end_date_after', 'end_day', true, parseDayFilter],
  ['end_date_before', 'end_day', false, parseDayFilter],
  ['requested_credits_min', 'requested_credits', true, parseCreditsFilter],
  ['requested_credits_max', 'requested_credits', false, parseCreditsFilter],
] as const;

function parseRanges(query: AwardFilterParameters): AwardRange[] {
  return bounds.flatMap(([name, column, isLowest, parse]) => {
    const value = parse(query[name], name);
    return value === undefined ? [] : [{ column, isLowest, value }];
  });
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
