import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import files from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../http/http-problem.ts';
import type { App } from '../http/app-context.ts';
import { buildPagePolicy } from '../http/security-headers.ts';

const builtPagesFolder = path.join(import.meta.dirname, '..', '..', 'web', 'dist');
/** Paths that are never a page. */
const nonPagePaths = /^\/(api|api-auth|health|metrics|assets)(\/|$)/i;

/** Paths of pages without the frame that the outline stands for. */
const pathsWithoutOutline = /^\/(sign-in|reset)$/;

interface PagesOptions {
  /** The path below which the service lies on its host; `''` for none. */
  prefix: string;
  /** The zone that the pages show times in. */
  timeZone: string;
  /** Whether a request comes from somebody who may be signed in. */
  hasSession: (request: FastifyRequest) => boolean;
  folder?: string | undefined;
}

/**
 * Serves the built browser pages at `/`, or below `prefix` on the host. Every path of theirs gets the
 * same document, so that it can be reloaded and shared as a link. Readers with a session see an
 * outline of the screen until the scripts have run.
 */
export async function servePages(
  app: App,
  { prefix, timeZone, hasSession, folder = builtPagesFolder }: PagesOptions,
): Promise<void> {
  const page =
    readIndexHtml(folder, prefix)?.replace(
      'name="site-time-zone" content=""',
      `name="site-time-zone" content="${timeZone}"`,
    ) ?? null;
  if (page !== null) {
    await app.register(files, {
      root: folder,
      wildcard: false,
      index: false,
      preCompressed: true,
      // The names of assets contain a hash of their content.
      setHeaders: (reply, file) => {
        const isHashed = file.includes(`${path.sep}assets${path.sep}`);
        reply.header(
          'cache-control',
          isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
      cacheControl: false,
      dotfiles: 'ignore',
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    if (!isPageRequest(request)) throw notFound();
    if (page === null) return sendNotBuilt(reply);
    const hasOutline = hasSession(request) && !pathsWithoutOutline.test(readPath(request));
    return sendPage(reply, hasOutline ? page : removeOutline(page));
  });
}

/**
 * The document of all pages, with the path prefix of the service in its links and for its scripts;
 * null if the pages are not built.
 */
function readIndexHtml(folder: string, prefix: string): string | null {
  const file = path.join(folder, 'index.html');
  if (!existsSync(file)) return null;
  return readFileSync(file, 'utf8')
    .replaceAll('="./', () => `="${prefix}/`)
    .replace('name="base-path" content=""', () => `name="base-path" content="${prefix}"`);
}

const removeOutline = (page: string): string =>
  page.replace(/<!--outline-->.*?<!--\/outline-->/s, '');

/** Sends the document with a new nonce, for its own styles and those that components insert. */
function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(18).toString('base64');
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', buildPagePolicy(nonce))
    .send(
      page
        .replace('name="csp-nonce" content=""', `name="csp-nonce" content="${nonce}"`)
        .replace('<style nonce="">', `<style nonce="${nonce}">`),
    );
}

const readPath = ({ url }: FastifyRequest): string => url.split('?')[0] ?? '';

function isPageRequest(request: FastifyRequest): boolean {
  const { method, headers } = request;
  const path = readPath(request);
  const isReading = method === 'GET' || method === 'HEAD';
  const wantsPage = path === '/' || (headers.accept ?? '').includes('text/html');
  return isReading && wantsPage && !nonPagePaths.test(path);
}

function sendNotBuilt(reply: FastifyReply): FastifyReply {
  return reply
    .code(503)
    .type('text/plain')
    .send('The pages are not built. Start with npm start.\n');
}
