import { hasChangesInFlight } from '../api/changes-in-flight.ts';

let isOpen = false;
const listeners = new Set<() => void>();

function setOpen(next: boolean): void {
  if (isOpen === next) return;
  isOpen = next;
  for (const listener of listeners) listener();
}

/** Calls `leave`, unless a request is under way: then the page asks (web/app/leave-question.tsx). */
export function leaveDialog(leave: () => void): void {
  if (hasChangesInFlight()) setOpen(true);
  else leave();
}

export const closeLeaveQuestion = (): void => setOpen(false);
export const isLeaveQuestionOpen = (): boolean => isOpen;

/** Calls `listener` when the question opens or closes. Returns a function that removes it. */
export function subscribeToLeaveQuestion(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
