/** Whether a request did what it was for, as far as who made it can know. */
export type Fate =
  /** A reply of success. */
  | 'acknowledged'
  /** A reply that says no: nothing may have happened. */
  | 'refused'
  /** No reply, or 503: it may have happened or not. */
  | 'unknown';

export type Action = 'approve' | 'reject' | 'reopen' | 'add-note' | 'attach' | 'detach' | 'delete';

/** A decision that a reviewer asked for. */
export interface Decision {
  person: string;
  action: Action;
  identifier: string;
  destination: string;
  /** Of this decision alone; empty where the action takes none. */
  comment: string;
  fate: Fate;
}

/** A job that an awarding portal asked for. */
export interface Asked {
  id: string;
  identifier: string;
  offering: string;
  verb: string;
  /** In credits, where the job says so. */
  allocation: string | null;
}

/** A reply of the service that has an explanation only while PostgreSQL is away. */
export interface BadReply {
  /** performance.now() */
  at: number;
  request: string;
  status: number;
  retryAfter: string | null;
  body: string;
}

/** What was asked and what came back: the model that the desk is compared with. */
export class Ledger {
  readonly decisions: Decision[] = [];
  readonly asked: Asked[] = [];
  readonly badReplies: BadReply[] = [];
  /** How many replies of each status; 0: none came. */
  readonly statuses = new Map<number, number>();
  /** The projects that staff made, by their uuid. */
  readonly madeByHand = new Set<string>();

  countStatus(status: number): void {
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
  }
}
