import type { DecisionAction } from './award-enums.ts';

/** What an awarding portal does by a message; the service's own account only records it. */
const portalActions: readonly string[] = [
  'created',
  'withdrawn',
  'returned',
  'asked_again',
  'updated',
  'message_problem',
] satisfies DecisionAction[];

/** Whether an awarding portal did what an entry of the audit records. */
export const isByAwardingPortal = ({ action }: { action: string }): boolean =>
  portalActions.includes(action);

interface SignedEntry {
  action: string;
  identifier: string;
  performed_by_full_name: string;
}

/** Who did what an entry records: a person, the service itself, or the awarding portal. */
export function formatActor(entry: SignedEntry): string {
  if (!isByAwardingPortal(entry)) return entry.performed_by_full_name || 'Unnamed account';
  const portal = entry.identifier.split('.').at(1) ?? '';
  return portal === '' ? 'Awarding portal' : `Awarding portal ${portal}`;
}
