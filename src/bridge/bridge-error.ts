/** Why a call to the bridge failed. */
export type BridgeProblem =
  /** No answer of the bridge: down, too slow, cut off, or a redirect. */
  | 'unreachable'
  /** 401: it does not accept our signature. */
  | 'unauthorized'
  /** 404: it does not hold this id. */
  | 'unknown'
  /** 429 and 503: it asks to be called later. */
  | 'busy'
  /** Any other status that is not a success. */
  | 'refused'
  /** An answer that cannot be read. */
  | 'nonsense';

/** A call to the bridge that failed. The message is for the operator and holds no secret. */
export class BridgeError extends Error {
  readonly problem: BridgeProblem;
  /** What the bridge gave as the reason, as it came; empty where it gave none. */
  readonly reason: string;

  constructor(problem: BridgeProblem, message: string, reason = '') {
    super(message);
    this.name = 'BridgeError';
    this.problem = problem;
    this.reason = reason;
  }
}

/** Whether the bridge answered that it does not hold this id. */
export function isUnknownToBridge(error: unknown): boolean {
  return error instanceof BridgeError && error.problem === 'unknown';
}

/** Whether the bridge as a whole is at fault, so that other calls would fail too. */
export function isOutage(error: unknown): boolean {
  return (
    error instanceof BridgeError && ['unreachable', 'unauthorized', 'busy'].includes(error.problem)
  );
}
