import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import files from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../http/http-problem.ts';
import type { App } from '../http/route-types.ts';
import { buildPagePolicy } from '../http/security-headers.ts';

const builtPagesFolder = path.join(import.meta.dirname, '..', '..', 'web', 'dist');
/** What is not a page, whoever asks for it. */
const nonPagePaths = /^\/(api|api-auth|health|metrics|assets)(\/|$)/i;

/**
 * The browser's pages at `/`, as they were built. Any address of theirs gets the one document,
 * so that it can be reloaded and sent to a colleague.
 */
export async function servePages(app: App, folder = builtPagesFolder): Promise<void> {
  const page = readIndexHtml(folder);
  if (page !== null) {
    await app.register(files, {
      root: folder,
      wildcard: false,
      index: false,
      preCompressed: true,
      // Their names change with what is in them.
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
    return page === null ? sendNotBuilt(reply) : sendPage(reply, page);
  });
}

/** The one document; null where it is not built. */
function readIndexHtml(folder: string): string | null {
  const file = path.join(folder, 'index.html');
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** With a nonce of this reply alone, for the styles that the parts of the pages bring. */
function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(18).toString('base64');
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', buildPagePolicy(nonce))
    .send(page.replace('name="csp-nonce" content=""', `name="csp-nonce" content="${nonce}"`));
}

function isPageRequest({ method, url, headers }: FastifyRequest): boolean {
  const path = url.split('?')[0] ?? '';
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
