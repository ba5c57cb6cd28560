/** What went wrong between a bridge and us. */
export type BridgeProblem =
  /** No answer: down, too slow, or cut off. */
  | 'unreachable'
  /** 401: it does not believe our signature. */
  | 'unauthorized'
  /** 404: it does not know what it was asked for. */
  | 'unknown'
  /** 429 and 503: not now. */
  | 'busy'
  /** Any other status that is no success. */
  | 'refused'
  /** An answer that cannot be read. */
  | 'nonsense';

/** A call to the bridge that came to nothing. The message is for the operator and names no secret. */
export class BridgeError extends Error {
  readonly problem: BridgeProblem;

  constructor(problem: BridgeProblem, message: string) {
    super(message);
    this.name = 'BridgeError';
    this.problem = problem;
  }
}

/** Whether the bridge says that it does not know this. */
export function isUnknownToBridge(error: unknown): boolean {
  return error instanceof BridgeError && error.problem === 'unknown';
}

/** Whether the bridge as a whole is the trouble, so that asking it for something else is no use. */
export function isOutage(error: unknown): boolean {
  return (
    error instanceof BridgeError && ['unreachable', 'unauthorized', 'busy'].includes(error.problem)
  );
}
