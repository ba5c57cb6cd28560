import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { WaldurLists, WaldurObject } from './waldur-data.ts';

/*
 * A Waldur as far as an import reads it, in its own process: lists in pages with Link and
 * X-Result-Count, a token, and faults that its parent asks for. It reports each request.
 */

/** What a request gets instead of its page, once. */
export interface WaldurFault {
  /** The beginning of the path and query. */
  request: string;
  status?: number;
  headers?: Record<string, string>;
  /** Closes the connection without an answer. */
  breaks?: true;
  /** Waits so long, then answers as usual where nothing else is said. */
  delayMs?: number;
}

export interface ToStandIn {
  lists?: WaldurLists;
  faults?: WaldurFault[];
  isStaff?: boolean;
}

export type FromStandIn =
  | { type: 'listening'; port: number }
  | { type: 'done' }
  | { type: 'request'; request: string };

const TOKEN = process.env.WALDUR_TOKEN ?? '';
const PAGE_SIZE = Number(process.env.WALDUR_PAGE_SIZE);

let lists: WaldurLists = {};
let faults: WaldurFault[] = [];
let isStaff = true;

const tell = (message: FromStandIn): boolean | undefined => process.send?.(message);

process.on('message', (message: ToStandIn) => {
  lists = message.lists ?? lists;
  faults = message.faults ?? faults;
  isStaff = message.isStaff ?? isStaff;
  tell({ type: 'done' });
});
process.on('disconnect', () => process.exit());

const server = createServer((request, response) => void answer(request, response));
server.listen(0, '127.0.0.1', () =>
  tell({ type: 'listening', port: (server.address() as AddressInfo).port }),
);

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const target = request.url ?? '';
  tell({ type: 'request', request: target });
  const at = faults.findIndex((fault) => target.startsWith(fault.request));
  const [fault] = at === -1 ? [] : faults.splice(at, 1);
  if (fault?.delayMs !== undefined) await pause(fault.delayMs);
  if (fault?.breaks) {
    response.destroy();
    return;
  }
  if (fault?.status !== undefined) {
    response.writeHead(fault.status, fault.headers).end('{"detail": "A fault."}');
    return;
  }
  if (request.headers.authorization !== `Token ${TOKEN}`) {
    response.writeHead(401).end('{"detail": "Invalid token."}');
    return;
  }
  answerRead(new URL(target, 'http://internal.example'), response);
}

function answerRead(url: URL, response: ServerResponse): void {
  if (url.pathname === '/api/users/me/') {
    sendJson(response, { username: 'reader', is_staff: isStaff });
    return;
  }
  const isEmptyList = url.pathname.endsWith('/list_users/');
  const list = lists[url.pathname] ?? (isEmptyList ? [] : undefined);
  if (list === undefined) {
    response.writeHead(404).end('{"detail": "Not found."}');
    return;
  }
  sendPage(url, list.filter(createFilter(url.searchParams)), response);
}

/** As Waldur: removed projects only where they are asked for. */
function createFilter(parameters: URLSearchParams): (item: WaldurObject) => boolean {
  const withRemoved = parameters.get('include_terminated') === 'true';
  return ({ is_removed }) => withRemoved || is_removed !== true;
}

function sendPage(url: URL, list: WaldurObject[], response: ServerResponse): void {
  const page = Number(url.searchParams.get('page') ?? 1);
  const size = Math.min(Number(url.searchParams.get('page_size') ?? 10), PAGE_SIZE);
  const last = Math.max(Math.ceil(list.length / size), 1);
  if (page > last) {
    response.writeHead(404).end('{"detail": "Invalid page."}');
    return;
  }
  const link = (to: number, rel: string): string => {
    const query = new URLSearchParams(url.searchParams);
    query.set('page', String(to));
    return `<${url.origin}${url.pathname}?${query}>; rel="${rel}"`;
  };
  const links = [
    link(1, 'first'),
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next')] : []),
    link(last, 'last'),
  ];
  response.setHeader('x-result-count', list.length);
  response.setHeader('link', links.join(', '));
  sendJson(response, list.slice((page - 1) * size, page * size));
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
