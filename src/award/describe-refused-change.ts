import { NO_ALLOCATION } from './allocation.ts';

/** The note that says which change of a running award was refused, and why. */
export function describeRefusedChange(allocation: string | null, reason: string | null): string {
  const change = `The change of the allocation to ${allocation ?? NO_ALLOCATION} was refused`;
  return reason === null ? `${change}.` : `${change}: ${reason}`;
}

/** The note where a change is refused that asks for no other allocation by now. */
export function describeUnchangedGrant(reason: string | null): string {
  const text = 'The award goes on as it was granted';
  return reason === null ? `${text}.` : `${text}: ${reason}`;
}
