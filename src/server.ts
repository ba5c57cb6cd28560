import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyReply, type RouteOptions } from 'fastify';
import type { Kysely } from 'kysely';
import { authenticate } from './access/authentication.ts';
import { type AccessOptions, usualAccess } from './access/options.ts';
import { passwordRoutes } from './access/password-routes.ts';
import { limitRequests } from './access/request-limit.ts';
import { sessionRoutes } from './access/session-routes.ts';
import { signInRoutes } from './access/sign-in.ts';
import { tokenRoutes } from './access/token-routes.ts';
import { administrationRoutes } from './administration/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import type { Bridge } from './bridge/bridge.ts';
import { bridgeMetrics } from './bridge/metrics.ts';
import { bridgeRoutes } from './bridge/routes.ts';
import { customerRoutes } from './customers/routes.ts';
import type { Database } from './database/schema.ts';
import { eventRoutes } from './events/routes.ts';
import { baseUrlOf } from './http/addresses.ts';
import { dropForgedAddresses } from './http/client-address.ts';
import { setErrorHandler } from './http/error-handler.ts';
import { setJsonBody } from './http/json-body.ts';
import { errorForLog, requestForLog } from './http/log.ts';
import { answerOtherMethods } from './http/method-not-allowed.ts';
import { describeApi, showDocs } from './http/openapi.ts';
import type { App, Desk } from './http/resource.ts';
import { setSecurityHeaders } from './http/security-headers.ts';
import { endUnusedConnections } from './http/unused-connections.ts';
import { setValidation } from './http/validation.ts';
import { managedProjectRoutes } from './managed-projects/routes.ts';
import { overviewRoutes } from './overview/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { projectRoutes } from './projects/routes.ts';
import { metricsRoutes } from './service/metrics.ts';
import { servePages } from './service/pages.ts';
import { serviceRoutes } from './service/routes.ts';
import { identityRoutes } from './sign-on/identity-routes.ts';
import { OpenIdProvider } from './sign-on/openid.ts';
import type { Provider } from './sign-on/providers.ts';
import { type SignOnParts, signOnRoutes, signOutUrlFor } from './sign-on/routes.ts';
import { templateRoutes } from './templates/routes.ts';

export interface ServerOptions {
  db: Kysely<Database>;
  clock: () => Date;
  /** Our portal's name, which a bridge may still tell. */
  portal: () => string;
  /** null: no bridge is connected. */
  bridge: Bridge | null;
  /** null: each request's own address. */
  publicUrl: string | null;
  access?: Partial<AccessOptions>;
  /** Where people may sign on elsewhere; none, if not said. */
  providers?: readonly Provider[];
  /** To standard output, if no stream is given. */
  log: false | { level: string; stream?: { write(line: string): void } };
  /** Where the built pages are; as built, unless a test has others. */
  pagesDir?: string;
  /** Hears of each route that the server answers, as it is added. */
  onRoute?: (route: RouteOptions) => void;
}

/** Puts the parts together into one HTTP server, ready to listen. */
export async function createServer(options: ServerOptions): Promise<App> {
  const access = { ...usualAccess, ...options.access };
  const app: App = Fastify({
    logger: options.log && {
      ...options.log,
      serializers: { req: requestForLog, err: errorForLog },
    },
    genReqId: () => randomUUID(),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 2048 },
    exposeHeadRoutes: false,
    // A whole request within this, its headers sooner; looked after every five seconds.
    requestTimeout: 30_000,
    http: { headersTimeout: 15_000, connectionsCheckingInterval: 5_000, maxHeaderSize: 16_384 },
    bodyLimit: 1_048_576,
    trustProxy: access.trustedProxies,
    frameworkErrors: answerBadUrl,
  }).withTypeProvider<TypeBoxTypeProvider>();
  if (options.onRoute !== undefined) app.addHook('onRoute', options.onRoute);
  const { db, clock, publicUrl, portal, bridge } = options;
  const desk: Desk = {
    db,
    clock,
    portal,
    baseUrl: (request) => baseUrlOf(request, publicUrl),
  };

  const signOn: SignOnParts = {
    desk,
    passwordLogin: access.passwordLogin,
    providers: (options.providers ?? []).map((settings) => new OpenIdProvider(settings)),
  };

  endUnusedConnections(app);
  dropForgedAddresses(app);
  await setSecurityHeaders(app, desk.baseUrl);
  await app.register(cookie);
  setErrorHandler(app);
  setValidation(app);
  setJsonBody(app);
  const otherMethods = answerOtherMethods(app);
  await describeApi(app);
  metricsRoutes(app, (register) => bridgeMetrics(register, { db, clock, portal, bridge }));
  await app.register(async (routes) => {
    const resources = routes as App;
    await limitRequests(resources, access.tokenRequestsPerMinute, desk.baseUrl);
    authenticate(resources, desk);
    serviceRoutes(resources, desk);
    signInRoutes(resources, desk, {
      passwordLogin: access.passwordLogin,
      signOutUrl: (request, session) => signOutUrlFor(signOn, request, session),
    });
    passwordRoutes(resources, desk, access.passwordLogin);
    signOnRoutes(resources, signOn);
    identityRoutes(resources, signOn);
    managedProjectRoutes(resources, desk);
    auditRoutes(resources, desk);
    templateRoutes(resources, desk);
    projectRoutes(resources, desk);
    customerRoutes(resources, desk);
    peopleRoutes(resources, desk);
    tokenRoutes(resources, desk);
    sessionRoutes(resources, desk);
    administrationRoutes(resources, desk);
    bridgeRoutes(resources, desk, bridge);
    overviewRoutes(resources, desk);
    eventRoutes(resources, desk);
    otherMethods(resources);
  });
  await showDocs(app);
  await servePages(app, options.pagesDir);
  await app.ready();
  return app;
}

// A path that cannot be decoded never reaches a route or its error handler.
function answerBadUrl(_error: Error, _request: unknown, reply: unknown): void {
  void (reply as FastifyReply).code(400).send({ detail: 'The path is not a valid URL path.' });
}
