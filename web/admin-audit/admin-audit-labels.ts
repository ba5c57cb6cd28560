/* The words in which the administrative audit names actions, subjects and sources. */

import type { AdminAuditEntry } from '../api/types.ts';

type SubjectKind = AdminAuditEntry['subject_kind'];

const subjectKindLabels: Readonly<Record<SubjectKind, string>> = {
  person: 'People',
  role: 'Roles',
  token: 'Tokens',
  session: 'Sessions',
  customer: 'Customers',
  project: 'Projects',
  template: 'Templates',
  settings: 'Settings',
  resource: 'Resources',
  machine: 'Projects on machines',
  job: 'Jobs of the bridge',
  delivery: 'Deliveries',
  webhook: 'Webhooks',
};

/** Whether a filter names a kind of thing. */
export const isSubjectKind = (text: string): boolean => Object.hasOwn(subjectKindLabels, text);

/** The kinds of things that an entry can be about, as options of a filter. */
export const subjectKindOptions = Object.entries(subjectKindLabels).map(([value, label]) => ({
  value,
  label,
}));

const sourceLabels: Readonly<Record<string, string>> = {
  session: 'in a browser',
  token: 'with a token',
  'sign-in': 'at sign-in',
  'command line': 'on the command line',
  start: 'when the service started',
  award: 'by an award',
  schedule: 'when its time came',
};

/** Where a change came from; a source that these pages do not know is shown as the API writes it. */
export function formatChangeSource(via: string): string {
  return sourceLabels[via] ?? via;
}

/** `person.password_changed` as `Person password changed`. */
export function formatAction(action: string): string {
  const [kind = '', event = ''] = action.split('.');
  return `${kind[0]?.toUpperCase() ?? ''}${kind.slice(1)} ${event.replaceAll('_', ' ')}`;
}
