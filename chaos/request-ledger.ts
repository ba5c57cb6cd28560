/** Whether a request did what it was for, as far as who made it can know. */
export type RequestOutcome =
  /** A reply of success. */
  | 'acknowledged'
  /** A reply that says no: nothing may have happened. */
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

/** A decision that a reviewer asked for. */
export interface DecisionRequest {
  person: string;
  action: ReviewAction;
  identifier: string;
  destination: string;
  /** Of this decision alone; empty where the action takes none. */
  comment: string;
  outcome: RequestOutcome;
}

/** A job that an awarding portal asked for. */
export interface JobRequest {
  id: string;
  identifier: string;
  offering: string;
  verb: string;
  /** In credits, where the job says so. */
  allocation: string | null;
}

/** A reply of the service that has an explanation only while PostgreSQL is away. */
export interface ErrorReply {
  /** performance.now() */
  receivedAtMs: number;
  request: string;
  status: number;
  retryAfter: string | null;
  body: string;
}

/** What was asked and what came back: the model that the desk is compared with. */
export class RequestLedger {
  readonly decisions: DecisionRequest[] = [];
  readonly jobs: JobRequest[] = [];
  readonly errorReplies: ErrorReply[] = [];
  /** How many replies of each status; 0: none came. */
  readonly statusCounts = new Map<number, number>();
  /** The projects that staff made, by their uuid. */
  readonly manualProjects = new Set<string>();

  countStatus(status: number): void {
    this.statusCounts.set(status, (this.statusCounts.get(status) ?? 0) + 1);
  }
}
