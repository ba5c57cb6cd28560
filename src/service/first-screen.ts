import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FastifyRequest } from 'fastify';
import type { App } from '../http/app-context.ts';
import { FIRST_REST_NUMBER } from '../http/pagination.ts';

/** Where the build puts it: a folder with a dot, which is not served. */
const rendererFile = path.join('.first-desk', 'first-desk.js');

/** Milliseconds; a document does not wait longer for its data, which the scripts then ask for. */
const maxWaitMs = 1_000;

/** Bytes; larger lists are left to the scripts, or the document would come too slowly. */
const maxListBytes = 500_000;

/** What web/first-reply/first-desk.tsx exports. */
interface FirstDeskModule {
  firstDeskCss: string;
  firstReplyScript: string;
  buildListPath: (queryString: string) => string;
  renderFirstDesk: (desk: {
    queryString: string;
    me: unknown;
    awards: readonly unknown[];
    now: number;
  }) => string;
}

/** What a document has of the desk beside the outline. */
export interface FirstScreen {
  html: string;
  css: string;
  /** JSON: who is signed in (`me`), the awards of the page (`awards`) and how many there are (`total`). */
  data: string;
}

interface RendererOptions {
  /** The folder of the built pages. */
  folder: string;
  prefix: string;
  timeZone: string;
  clock: () => Date;
}

/** What documents show before the pages' own scripts run. */
export interface FirstReply {
  /** Starts the pages' scripts, and handles what the reader does until then. */
  script: string;
  /** Resolves with the first screen of a request for the desk; null where its data cannot be loaded. */
  renderDesk: (request: FastifyRequest) => Promise<FirstScreen | null>;
}

/**
 * Loads what makes the first reply of each visit; null where it is not built. The data of the desk are
 * those of the interface for the request's own session, so nobody gets more than the scripts would get.
 */
export async function loadFirstReply(
  app: App,
  { folder, prefix, timeZone, clock }: RendererOptions,
): Promise<FirstReply | null> {
  const file = path.join(folder, rendererFile);
  if (!existsSync(file)) return null;
  const url = pathToFileURL(file);
  url.search = String(new URLSearchParams({ 'base-path': prefix, 'site-time-zone': timeZone }));
  const desk = (await import(url.href)) as FirstDeskModule;
  const renderDesk = async (request: FastifyRequest): Promise<FirstScreen | null> => {
    const queryString = request.url.split('?')[1] ?? '';
    const replies = await withinTime(
      Promise.all([
        fetchAs(app, request, '/api/users/me/'),
        fetchAs(app, request, desk.buildListPath(queryString)),
      ]),
    );
    const [me, list] = replies ?? [];
    if (!me?.isComplete || !list?.isComplete || list.text.length > maxListBytes) return null;
    const awards = JSON.parse(list.text) as unknown[];
    return {
      html: desk.renderFirstDesk({
        queryString,
        me: JSON.parse(me.text),
        awards,
        now: clock().getTime(),
      }),
      css: desk.firstDeskCss,
      data: `{"me":${me.text},"awards":${list.text},"total":${list.total}}`,
    };
  };
  return { script: desk.firstReplyScript, renderDesk };
}

/** The source expression of a script for the content security policy. */
export const hashScript = (script: string): string =>
  `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

interface ApiReply {
  /** Whether it is a reply with status 200 that is not cut (docs/rules/api.md, R3.8). */
  isComplete: boolean;
  text: string;
  total: number;
}

/** Sends a request of the same reader to the interface, without the network between. */
async function fetchAs(app: App, request: FastifyRequest, url: string): Promise<ApiReply> {
  const { host, cookie, 'user-agent': agent, ...others } = request.headers;
  const forwarded = Object.entries(others).filter(([name]) => name.startsWith('x-forwarded-'));
  const reply = await app.inject({
    url,
    headers: {
      ...Object.fromEntries(forwarded),
      accept: 'application/json',
      ...(host !== undefined && { host }),
      ...(cookie !== undefined && { cookie }),
      ...(agent !== undefined && { 'user-agent': agent }),
    },
    remoteAddress: request.socket.remoteAddress ?? '127.0.0.1',
  });
  const total = Number(reply.headers['x-result-count'] ?? 0);
  const next = /[?&]page=(\d+)[^>]*>; rel="next"/.exec(String(reply.headers.link ?? ''))?.[1];
  const isCut = Number(next ?? 0) >= FIRST_REST_NUMBER;
  return { isComplete: reply.statusCode === 200 && !isCut, text: reply.body, total };
}

async function withinTime<Value>(work: Promise<Value>): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), maxWaitMs);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
