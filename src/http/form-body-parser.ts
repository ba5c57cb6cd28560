import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Takes `application/x-www-form-urlencoded`, as a protocol requires of it, beside JSON. */
    takesForm?: boolean;
  }
}

/** Reads forms on routes with `takesForm`; the last of equal names counts. Others reply 415. */
export function setFormBodyParser(app: FastifyInstance): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    async (request: { routeOptions: { config: { takesForm?: boolean } } }, body: string) => {
      if (request.routeOptions.config.takesForm || body === '') {
        return Object.fromEntries(new URLSearchParams(body));
      }
      throw Object.assign(new Error('Unsupported media type. Send application/json.'), {
        statusCode: 415,
      });
    },
  );
}
