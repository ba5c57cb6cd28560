import type { AwardFieldName, AwardFieldValues } from './award-details.ts';
import { parseDay, parseInstant } from './dates.ts';
import * as parsers from './field-parsers.ts';

/** How a field is shown and compared. */
export type FieldKind =
  | 'text'
  | 'date'
  | 'time'
  | 'allocation'
  | 'choice'
  | 'link'
  | 'domains'
  | 'notes'
  /** Named entries, each compared on its own: members, the parts of a breakdown. */
  | 'entries';

/** What a message that leaves the field out does to it, by its instruction. */
interface AbsenceRule {
  create: 'keep' | 'clear';
  update: 'keep';
}

export interface FieldRule<Value> {
  /** A field that cannot be used either refuses the message or is left out and noted. */
  ifUnusable: 'refuse' | 'leave_out';
  /** undefined: as good as absent. */
  parse: parsers.ParseField<Value | undefined>;
  /** What a new award has where its value cannot be used, if that is not the same as absent. */
  fallback?: Value;
  /** Written as null (or an empty list) when unset; the others are left out (rule O2.7). */
  isAlwaysWritten: boolean;
  ifAbsent: AbsenceRule;
  merge: 'replace' | 'by_key' | 'accumulate' | 'ours';
  label: string;
  kind: FieldKind;
}

const keep: AbsenceRule = { create: 'keep', update: 'keep' };
const clear: AbsenceRule = { create: 'clear', update: 'keep' };

const always = { isAlwaysWritten: true, ifAbsent: keep, merge: 'replace' } as const;
const optional = { isAlwaysWritten: false, ifAbsent: clear, merge: 'replace' } as const;
const refuses = { ifUnusable: 'refuse' } as const;
const leavesOut = { ifUnusable: 'leave_out' } as const;

type FieldTable = {
  [Name in AwardFieldName]-?: FieldRule<Exclude<AwardFieldValues[Name], undefined>>;
};

/**
 * The fields of AwardDetails, one row each, in the order in which they are written
 * (docs/rules/awards.md, A5.2 and A5.3; docs/rules/openportal.md, O2.7). Only what identifies and
 * limits an award refuses a message (A3.18).
 */
const awardFields = {
  name: { ...always, ...refuses, parse: parsers.parseName, label: 'Name', kind: 'text' },
  template: {
    ...always,
    ...refuses,
    parse: parsers.parseTemplateName,
    label: 'Template',
    kind: 'text',
  },
  // The key of a message is read apart (parseAwardMessage) and never kept.
  key: { ...always, ...leavesOut, parse: () => null, label: 'Key', kind: 'text' },
  description: {
    ...always,
    ...leavesOut,
    parse: parsers.parseDescription,
    label: 'Description',
    kind: 'text',
  },
  members: {
    ...always,
    ...leavesOut,
    parse: parsers.parseMembers,
    label: 'Member',
    kind: 'entries',
  },
  start_date: { ...always, ...refuses, parse: parseDay, label: 'Start', kind: 'date' },
  end_date: { ...always, ...refuses, parse: parseDay, label: 'End', kind: 'date' },
  allocation: {
    ...always,
    ...refuses,
    parse: parsers.parseAllocationText,
    label: 'Allocation',
    kind: 'allocation',
  },
  breakdown: {
    ...optional,
    ...leavesOut,
    ifAbsent: keep,
    merge: 'by_key',
    parse: parsers.parseBreakdown,
    label: 'Breakdown',
    kind: 'entries',
  },
  award: { ...optional, ...leavesOut, parse: parsers.parseLink, label: 'Award', kind: 'link' },
  call: { ...optional, ...leavesOut, parse: parsers.parseLink, label: 'Call', kind: 'link' },
  project_link: {
    ...optional,
    ...leavesOut,
    ifAbsent: keep,
    merge: 'ours',
    parse: () => undefined,
    label: 'Project link',
    kind: 'link',
  },
  renewal: {
    ...optional,
    ...leavesOut,
    parse: parsers.parseLink,
    label: 'Renewal of',
    kind: 'link',
  },
  notes: {
    ...always,
    ...leavesOut,
    merge: 'accumulate',
    parse: parsers.parseNotes,
    label: 'Note',
    kind: 'notes',
  },
  earliest_approve: {
    ...optional,
    ...refuses,
    parse: parseInstant,
    label: 'Not before',
    kind: 'time',
  },
  membership_control: {
    ...optional,
    ...leavesOut,
    parse: parsers.parseMembershipControl,
    label: 'Membership control',
    kind: 'choice',
  },
  allowed_domains: {
    ...always,
    ...leavesOut,
    ifAbsent: clear,
    parse: parsers.parseAllowedDomains,
    // What cannot be read restricts: it must not admit everybody.
    fallback: [],
    label: 'Allowed domains',
    kind: 'domains',
  },
} satisfies FieldTable;

/** The fields in the order in which they are written. */
export const awardFieldNames = Object.keys(awardFields) as AwardFieldName[];

/** The rule of a field, whatever its type. */
export function getFieldRule(name: AwardFieldName): FieldRule<unknown> {
  return awardFields[name] as FieldRule<unknown>;
}

export function isAwardFieldName(name: string): name is AwardFieldName {
  return Object.hasOwn(awardFields, name);
}
