/** A service, and a token for its interface. */
export interface ApiAccess {
  url: string;
  token: string;
  /** How long a reply may take; 30 s by default. */
  timeoutMs?: number;
}

export interface ApiReply {
  /** 0 where no whole reply came. */
  status: number;
  /** The body, or why none came. */
  text: string;
}

/** Sends a request, with `body` as JSON. Never rejects. */
export async function callApi(
  { url, token, timeoutMs = 30_000 }: ApiAccess,
  method: string,
  path: string,
  body?: unknown,
): Promise<ApiReply> {
  try {
    const reply = await fetch(new URL(path, url), {
      method,
      headers: {
        authorization: `Token ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: reply.status, text: await reply.text() };
  } catch (error) {
    const { message, cause } = error as Error & { cause?: { code?: string } };
    return { status: 0, text: cause?.code ?? message };
  }
}

/** The same for the JSON that a success has. Throws for every other reply. */
// biome-ignore lint/suspicious/noExplicitAny: replies of every shape
export async function callApiForJson(...call: Parameters<typeof callApi>): Promise<any> {
  const { status, text } = await callApi(...call);
  if (status < 200 || status >= 300) throw new Error(`${call[1]} ${call[2]}: ${status} ${text}`);
  return JSON.parse(text);
}
