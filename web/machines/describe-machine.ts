import type { Machine } from '../api/types.ts';
import { formatDateTime } from '../parts/time-format.tsx';

/** The state of a project on a resource as a sentence, with times in the reader's time zone. */
export function describeMachine({ state, state_text, present_since }: Machine): string {
  if (state !== 'present' || present_since === null) return state_text;
  return `Present since ${formatDateTime(present_since)}.`;
}
