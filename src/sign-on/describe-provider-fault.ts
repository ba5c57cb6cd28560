/** What the operator's log says about a provider's fault; never a token, a code or a claim but `iss`. */
export interface ProviderFaultDescription {
  message: string;
  /** Of the library, such as OAUTH_INVALID_RESPONSE. */
  code?: string;
  /** Of the provider (RFC 6749, 4.1.2.1 and 5.2). */
  error?: string;
  error_description?: string;
  /** HTTP status of its reply. */
  status?: number;
  /** Of the innermost cause, such as ECONNREFUSED or an error of TLS. */
  cause_code?: string;
  cause?: string;
  /** Issuers: the one that was expected, and the one that was named instead. */
  expected_issuer?: string;
  named_issuer?: string;
}

const MAX_TEXT_LENGTH = 300;
const MAX_CAUSES = 5;

/** Describes an error of a sign-on, a discovery or a logout token for the log. */
export function describeProviderFault(error: unknown): ProviderFaultDescription {
  const chain = listCauses(error);
  const fields = {
    message: readText(chain[0]?.message) ?? String(error).slice(0, MAX_TEXT_LENGTH),
    code: readText(chain[0]?.code),
    error: findField(chain, 'error'),
    error_description: findField(chain, 'error_description'),
    status: chain.map(({ status }) => status).find((status) => typeof status === 'number'),
    cause_code: chain.length > 1 ? findField(chain.slice(1).toReversed(), 'code') : undefined,
    cause: chain.length > 1 ? readText(chain.at(-1)?.message) : undefined,
    ...findIssuers(chain),
  };
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as unknown as ProviderFaultDescription;
}

type Fields = Record<string, unknown>;

/** The error and what caused it, the innermost last. */
function listCauses(error: unknown): Fields[] {
  const chain: Fields[] = [];
  for (let at = error; isFields(at) && chain.length < MAX_CAUSES; at = at.cause) chain.push(at);
  return chain;
}

/** The library puts what was expected, and the claims or the document that it found, into a cause. */
function findIssuers(chain: readonly Fields[]): Fields {
  for (const {
    expected,
    expectedIssuer,
    namedIssuer,
    claims,
    body,
    parameters,
    ...rest
  } of chain) {
    if (expectedIssuer !== undefined) {
      return { expected_issuer: readText(expectedIssuer), named_issuer: readText(namedIssuer) };
    }
    let named: unknown;
    if (rest.claim === 'iss' && isFields(claims)) named = claims.iss;
    if (rest.attribute === 'issuer' && isFields(body)) named = body.issuer;
    if (parameters instanceof URLSearchParams) named = parameters.get('iss');
    if (readText(expected) !== undefined && readText(named) !== undefined) {
      return { expected_issuer: readText(expected), named_issuer: readText(named) };
    }
  }
  return {};
}

function findField(chain: readonly Fields[], name: string): string | undefined {
  return chain.map((fields) => readText(fields[name])).find((text) => text !== undefined);
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

function readText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, MAX_TEXT_LENGTH) : undefined;
}
