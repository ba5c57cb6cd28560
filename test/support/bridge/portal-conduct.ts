import type { BrokenRule } from './answer-rules.ts';

/** A rule of the protocol that our portal broke, about the job of this id. */
export interface Violation extends BrokenRule {
  id: string | null;
  at: string;
}

/** An award notification that our portal sent. */
export interface ReceivedNotification {
  command: string;
  at: string;
}
