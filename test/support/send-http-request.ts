import { once } from 'node:events';
import http from 'node:http';
import { text } from 'node:stream/consumers';

export interface HttpReply {
  status: number;
  headers: Headers;
  text: string;
}

interface HttpRequest {
  method: string;
  headers?: Record<string, string>;
  body?: string | undefined;
  signal?: AbortSignal | undefined;
}

const agent = new http.Agent({ keepAlive: true });

/** As `fetch` introduces itself, but without a wish for compression, which only takes time here. */
const commonHeaders = { accept: '*/*', 'accept-language': '*', 'user-agent': 'node' };

/**
 * Sends a request over HTTP and reads its reply; of a stream of events only the head. It follows no
 * redirect. An aborted request throws the reason of its signal. `fetch` takes several times as much
 * processor time, and the tests send tens of thousands of requests.
 */
export async function sendHttpRequest(url: string, request: HttpRequest): Promise<HttpReply> {
  try {
    return await send(url, request);
  } catch (error) {
    request.signal?.throwIfAborted();
    throw error;
  }
}

async function send(
  url: string,
  { method, headers = {}, body, signal }: HttpRequest,
): Promise<HttpReply> {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const request = http.request(url, {
    agent,
    method,
    headers: { ...commonHeaders, ...length, ...headers },
    ...(signal && { signal }),
  });
  // What fails after the head of the reply is reported by the reading of its body.
  request.on('error', () => undefined);
  request.end(body);
  const [reply] = (await once(request, 'response')) as [http.IncomingMessage];
  const isStream = reply.headers['content-type']?.startsWith('text/event-stream');
  const content = isStream ? '' : await text(reply);
  if (isStream) request.destroy();
  return { status: reply.statusCode ?? 0, headers: readHeaders(reply), text: content };
}

function readHeaders({ rawHeaders }: http.IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  }
  return headers;
}
