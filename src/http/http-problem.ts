/**
 * A reply that refuses a request (docs/rules/api.md, Errors). Routes and what they call throw it;
 * error-handler.ts sends it.
 */
export class HttpProblem extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(status: number, body: Record<string, unknown>, headers: Record<string, string> = {}) {
    super(`HTTP ${status}`);
    this.name = 'HttpProblem';
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

const createDetailProblem = (
  status: number,
  text: string,
  headers?: Record<string, string>,
): HttpProblem => new HttpProblem(status, { detail: text }, headers);

/** 400 about one field. */
export function invalidField(field: string, message: string): HttpProblem {
  return new HttpProblem(400, { [field]: [message] });
}

/** 400 that is not about a field. */
export function badRequest(text: string): HttpProblem {
  return createDetailProblem(400, text);
}

/** 401. Say the same whatever is wrong with a token, so that guesses learn nothing. */
export function unauthorized(text: string): HttpProblem {
  return createDetailProblem(401, text, { 'www-authenticate': 'Token' });
}

export function forbidden(
  text = 'You do not have permission to perform this action.',
): HttpProblem {
  return createDetailProblem(403, text);
}

/** 404 for what does not exist and for what the caller may not see, so that they look the same. */
export function notFound(): HttpProblem {
  return createDetailProblem(404, 'Not found.');
}

export function methodNotAllowed(method: string, allow: string): HttpProblem {
  return createDetailProblem(405, `Method "${method}" not allowed.`, { allow });
}

export function conflict(text: string): HttpProblem {
  return createDetailProblem(409, text);
}

/** 412 with the current ETag. */
export function preconditionFailed(etag: string): HttpProblem {
  return createDetailProblem(
    412,
    'This has changed since you read it. Read it again, then decide.',
    { etag },
  );
}

/** How long a program should wait before it tries a change again, in seconds. */
const MAINTENANCE_RETRY_SECONDS = '60';

/** 503 for a change in maintenance; `message` is what the operator says about it. */
export class MaintenanceProblem extends HttpProblem {
  constructor(message = '') {
    const detail = `Maintenance: nothing can be changed until it ends. ${message}`.trim();
    super(503, { detail }, { 'retry-after': MAINTENANCE_RETRY_SECONDS });
    this.name = 'MaintenanceProblem';
  }
}
