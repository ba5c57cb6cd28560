import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import files from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../http/http-problem.ts';
import type { App } from '../http/app-context.ts';
import { buildPagePolicy } from '../http/security-headers.ts';
import { compressPage } from './compress-page.ts';
import { type FirstScreen, hashScript, loadFirstReply } from './first-screen.ts';

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
  clock: () => Date;
  folder?: string | undefined;
}

/**
 * Serves the built browser pages at `/`, or below `prefix` on the host. Every path of theirs gets the
 * same document, so that it can be reloaded and shared as a link. Readers with a session see an
 * outline of the screen until the scripts have run.
 */
export async function servePages(
  app: App,
  { prefix, timeZone, hasSession, clock, folder = builtPagesFolder }: PagesOptions,
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
  const firstReply = await loadFirstReply(app, { folder, prefix, timeZone, clock });
  const script = firstReply?.script ?? null;
  const outlined = page !== null && script !== null ? insertScript(page, script) : page;
  app.setNotFoundHandler(async (request, reply) => {
    if (!isPageRequest(request)) throw notFound();
    if (page === null || outlined === null) return sendNotBuilt(reply);
    const path = readPath(request);
    if (!hasSession(request) || pathsWithoutOutline.test(path)) {
      return sendPage(reply, removeOutline(page), { script: null, firstScreen: null });
    }
    const isDesk = path === '/' && request.method === 'GET';
    const firstScreen = isDesk ? ((await firstReply?.renderDesk(request)) ?? null) : null;
    return sendPage(reply, outlined, { script, firstScreen });
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

interface PageParts {
  /** The script that `insertScript` has put into the document. */
  script: string | null;
  firstScreen: FirstScreen | null;
}

/**
 * Sends the document with a new nonce, for its own styles and those that components insert, and with
 * the first screen, where there is one.
 */
async function sendPage(
  reply: FastifyReply,
  page: string,
  { script, firstScreen }: PageParts,
): Promise<FastifyReply> {
  const acceptEncoding = reply.request.headers['accept-encoding']?.toString();
  const nonce = randomBytes(18).toString('base64');
  const hashes = script === null ? [] : [hashScript(script)];
  const text = (firstScreen === null ? page : insertFirstScreen(page, firstScreen, nonce))
    .replace('name="csp-nonce" content=""', `name="csp-nonce" content="${nonce}"`)
    .replace('<style nonce="">', `<style nonce="${nonce}">`);
  const { content, encoding } = await compressPage(text, acceptEncoding);
  if (encoding !== null) reply.header('content-encoding', encoding);
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', buildPagePolicy(nonce, hashes))
    .send(content);
}

/**
 * Puts the script in front of the outline, whose keys and links it handles from the first row on. It starts
 * the scripts of the pages and their style sheet, which are loaded meanwhile.
 */
const insertScript = (page: string, script: string): string =>
  deferStyles(deferScripts(page)).replace(
    '<!--outline-->',
    () => `<!--outline--><script>${script}</script>`,
  );

/** Puts the rows in front of "Loading …"; the data come last. */
function insertFirstScreen(page: string, { html, css, data }: FirstScreen, nonce: string): string {
  const rows = html === '' ? '' : `<style nonce="${nonce}">${css}</style>${html}`;
  // What JSON says with "<" could end the element.
  const json = data.replaceAll('<', '\\u003c');
  return page
    .replace('<p role="status">', () => `${rows}<p role="status">`)
    .replace(
      '</body>',
      () => `<script type="application/json" id="first-reply">${json}</script></body>`,
    );
}

/**
 * Has the scripts loaded and neither compiled nor run, which takes the time of the rows on a slow
 * computer; `#scripts` is the last one, which brings the others.
 */
function deferScripts(page: string): string {
  const element = /<script type="module"( crossorigin)? src="([^"]+)"><\/script>/g;
  const last = [...page.matchAll(element)].at(-1)?.[0];
  return page
    .replace(element, (found, crossOrigin: string | undefined, src: string) => {
      const id = found === last ? ' id="scripts"' : '';
      return `<link${id} rel="preload" as="script"${crossOrigin ?? ''} href="${src}">`;
    })
    .replaceAll('<link rel="modulepreload"', '<link rel="preload" as="script"');
}

/**
 * Has the style sheet loaded and not applied: the outline and its rows have styles of their own, and
 * would be laid out a second time.
 */
const deferStyles = (page: string): string =>
  page.replace('<link rel="stylesheet"', '<link id="styles" rel="preload" as="style"');

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
