import type { RefusedMessage } from './traffic/refused-messages.ts';

/** Whether a request had its effect, as far as its client can know. */
export type RequestOutcome =
  /** A reply of success. */
  | 'acknowledged'
  /** A reply of refusal: nothing may have happened. */
  | 'refused'
  /** No reply, or 503: it may have happened or not. */
  | 'unknown';

export type ReviewAction =
  | 'approve'
  | 'reject'
  | 'reopen'
  | 'add-note'
  | 'attach'
  | 'detach'
  | 'delete';

/** A decision that a reviewer requested. */
export interface DecisionRequest {
  person: string;
  action: ReviewAction;
  identifier: string;
  destination: string;
  /** Unique to this decision; empty where the action takes none. */
  comment: string;
  outcome: RequestOutcome;
}

/** A job that an awarding portal sent. */
export interface JobRequest {
  id: string;
  identifier: string;
  offering: string;
  verb: string;
  /** In credits, where the job says so. */
  allocation: string | null;
  /** Why it must be refused; left out where it may succeed. */
  refusedAs?: RefusedMessage;
}

/** A reply of 500 or more, which is permitted only while PostgreSQL is away. */
export interface ErrorReply {
  /** performance.now() */
  receivedAtMs: number;
  request: string;
  status: number;
  retryAfter: string | null;
  body: string;
}

/** A reply of 429, which only the caller that floods may get. */
export interface LimitedReply {
  request: string;
  retryAfter: string | null;
  isFlood: boolean;
}

/** All requests and their replies: the model that the stored records are compared with. */
export class RequestLedger {
  readonly decisions: DecisionRequest[] = [];
  readonly jobs: JobRequest[] = [];
  readonly errorReplies: ErrorReply[] = [];
  readonly limitedReplies: LimitedReply[] = [];
  /** How many replies of each status; 0: none came. */
  readonly statusCounts = new Map<number, number>();
  /** The projects that staff made, by their uuid. */
  readonly manualProjects = new Set<string>();

  countStatus(status: number): void {
    this.statusCounts.set(status, (this.statusCounts.get(status) ?? 0) + 1);
  }
}
