import type { AwardFieldName } from './award-details.ts';

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

export interface FieldRule {
  /** Written as null (or an empty list) when unset; the others are left out (openportal.md §2). */
  isAlwaysWritten: boolean;
  label: string;
  kind: FieldKind;
}

/** The fields of AwardDetails in the order in which they are written. */
export const awardFields: Record<AwardFieldName, FieldRule> = {
  name: { isAlwaysWritten: true, label: 'Name', kind: 'text' },
  template: { isAlwaysWritten: true, label: 'Template', kind: 'text' },
  key: { isAlwaysWritten: true, label: 'Key', kind: 'text' },
  description: { isAlwaysWritten: true, label: 'Description', kind: 'text' },
  members: { isAlwaysWritten: true, label: 'Member', kind: 'entries' },
  start_date: { isAlwaysWritten: true, label: 'Start', kind: 'date' },
  end_date: { isAlwaysWritten: true, label: 'End', kind: 'date' },
  allocation: { isAlwaysWritten: true, label: 'Allocation', kind: 'allocation' },
  breakdown: { isAlwaysWritten: false, label: 'Breakdown', kind: 'entries' },
  award: { isAlwaysWritten: false, label: 'Award', kind: 'link' },
  call: { isAlwaysWritten: false, label: 'Call', kind: 'link' },
  project_link: { isAlwaysWritten: false, label: 'Project link', kind: 'link' },
  renewal: { isAlwaysWritten: false, label: 'Renewal of', kind: 'link' },
  notes: { isAlwaysWritten: true, label: 'Note', kind: 'notes' },
  earliest_approve: { isAlwaysWritten: false, label: 'Not before', kind: 'time' },
  membership_control: { isAlwaysWritten: false, label: 'Membership control', kind: 'choice' },
  allowed_domains: { isAlwaysWritten: true, label: 'Allowed domains', kind: 'domains' },
};

/** The fields in the order in which they are written. */
export const awardFieldNames = Object.keys(awardFields) as AwardFieldName[];

/** The rule of a field. */
export function getFieldRule(name: AwardFieldName): FieldRule {
  return awardFields[name];
}

export function isAwardFieldName(name: string): name is AwardFieldName {
  return Object.hasOwn(awardFields, name);
}
