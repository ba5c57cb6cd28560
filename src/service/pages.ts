import { existsSync } from 'node:fs';
import path from 'node:path';
import files from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../http/problem.ts';
import type { App } from '../http/resource.ts';

const built = path.join(import.meta.dirname, '..', '..', 'web', 'dist');
/** What is not a page, whoever asks for it. */
const otherPaths = /^\/(api|api-auth|health|metrics|assets)(\/|$)/i;

/**
 * The browser's pages at `/`, as they were built. Any address of theirs gets the one document,
 * so that it can be reloaded and sent to a colleague.
 */
export async function servePages(app: App, folder = built): Promise<void> {
  const isBuilt = existsSync(path.join(folder, 'index.html'));
  if (isBuilt) {
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
    if (!asksForPage(request)) throw notFound();
    return isBuilt ? reply.sendFile('index.html') : notBuilt(reply);
  });
}

function asksForPage({ method, url, headers }: FastifyRequest): boolean {
  const path = url.split('?')[0] ?? '';
  const isReading = method === 'GET' || method === 'HEAD';
  const wantsPage = path === '/' || (headers.accept ?? '').includes('text/html');
  return isReading && wantsPage && !otherPaths.test(path);
}

function notBuilt(reply: FastifyReply): FastifyReply {
  return reply
    .code(503)
    .type('text/plain')
    .send('The pages are not built. Start with npm start.\n');
}
