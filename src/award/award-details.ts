import type { Day } from './dates.ts';
import type { MembershipControl } from './award-enums.ts';

export interface Link {
  id?: string;
  url?: string;
  [unknown: string]: unknown;
}

export interface AwardNote {
  /** RFC 3339, UTC. */
  timestamp: string;
  author: string;
  text: string;
  [unknown: string]: unknown;
}

/**
 * The fields of AwardDetails (docs/rules/openportal.md, O2.7). Those up to `notes` are always written; the
 * others are absent when unset. The template's key is never kept: `key` is always null.
 */
export interface AwardFieldValues {
  name: string | null;
  template: string | null;
  key: null;
  description: string | null;
  /** Email → the awarding portal's name of a role. */
  members: Record<string, string> | null;
  start_date: Day | null;
  end_date: Day | null;
  /** With every digit that it came with, the unit folded. */
  allocation: string | null;
  /** null admits everybody, an empty list nobody. */
  allowed_domains: string[] | null;
  notes: AwardNote[];
  breakdown?: Record<string, unknown>;
  award?: Link;
  call?: Link;
  project_link?: Link;
  renewal?: Link;
  /** RFC 3339, UTC. */
  earliest_approve?: string;
  membership_control?: MembershipControl;
}

export type AwardFieldName = keyof AwardFieldValues;

/** The details of an award: the fields that mean something here, and the others apart. */
export interface AwardDetails extends AwardFieldValues {
  /** What newer portals send beside the fields: kept and passed on, never interpreted. */
  extra: Record<string, unknown>;
}

/** The details of a message: without the secret, and without what could not be used. */
export interface AwardMessage {
  details: AwardDetails;
  /** The template's key as the message brought it. */
  key: string | null;
  /** What was left out, in words: `members: "x" is not an email address; left out.` */
  oddities: string[];
  /** Fields whose value was left out as a whole: they neither replace nor clear. */
  unusable: AwardFieldName[];
}

/** Details in which nothing is set. */
export function createEmptyDetails(): AwardDetails {
  return {
    name: null,
    template: null,
    key: null,
    description: null,
    members: null,
    start_date: null,
    end_date: null,
    allocation: null,
    allowed_domains: null,
    notes: [],
    extra: {},
  };
}

/** The one name under which pages, projects and messages show an award. */
export function displayName(award: { name?: string | null; identifier: string }): string {
  return award.name?.trim() || award.identifier;
}

/** Details with one field set; undefined takes an optional field away. */
export function withField<Name extends AwardFieldName>(
  details: AwardDetails,
  name: Name,
  value: AwardFieldValues[Name] | undefined,
): AwardDetails {
  const { [name]: _, ...rest } = details;
  return (value === undefined ? rest : { ...rest, [name]: value }) as AwardDetails;
}
