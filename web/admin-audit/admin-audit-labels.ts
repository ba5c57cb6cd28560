/** The kinds of what was changed, for a choice. */
export const subjectKindOptions = [
  { value: 'person', label: 'People' },
  { value: 'role', label: 'Roles' },
  { value: 'token', label: 'Tokens' },
  { value: 'session', label: 'Sessions' },
  { value: 'customer', label: 'Customers' },
  { value: 'project', label: 'Projects' },
  { value: 'template', label: 'Templates' },
  { value: 'settings', label: 'Settings' },
];

const viaLabels: Record<string, string> = {
  session: 'in a browser',
  token: 'with a token',
  'sign-in': 'at the sign-in',
  'command line': 'on the command line',
  start: 'at the start of the service',
  award: 'by an award',
  schedule: 'when its time came',
};

export function formatVia(via: string): string {
  return viaLabels[via] ?? via;
}

/** `person.password_changed` as "Person: password changed" would read at the head of a line. */
export function formatAction(action: string): string {
  const [kind = '', what = ''] = action.split('.');
  return `${kind[0]?.toUpperCase() ?? ''}${kind.slice(1)} ${what.replaceAll('_', ' ')}`;
}
