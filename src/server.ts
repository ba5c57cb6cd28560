/* Puts the parts of the service together into one HTTP server. */

import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyReply, type FastifyRequest, type RouteOptions } from 'fastify';
import type { Kysely } from 'kysely';
import { registerAuthentication } from './access/authentication.ts';
import { type AccessOptions, defaultAccessOptions } from './access/access-options.ts';
import { registerCallerWorkLimit } from './access/caller-work-limit.ts';
import { passwordRoutes } from './access/password-routes.ts';
import { registerRequestRateLimit } from './access/request-rate-limit.ts';
import { registerKeyDigest } from './access/key-digest.ts';
import { readSessionCookie } from './access/session-cookies.ts';
import { sessionRoutes } from './access/session-routes.ts';
import { tokenRoutes } from './access/token-routes.ts';
import { describeWebhooks } from './announcements/describe-webhooks.ts';
import { adminAuditRoutes } from './admin-audit/routes.ts';
import { DEFAULT_MAX_AWARD_BYTES } from './award/printed-size.ts';
import { auditRoutes } from './audit/routes.ts';
import type { ScheduledBackups } from './backup/scheduled-backups.ts';
import type { BridgeConnection } from './bridge/bridge-connection.ts';
import { jobLogRoutes } from './bridge/job-log-routes.ts';
import { bridgeRoutes } from './bridge/routes.ts';
import { siteRoutes } from './bridge/site-routes.ts';
import { customerRoutes } from './customers/routes.ts';
import type { Database } from './database/schema.ts';
import { deliveryRoutes } from './deliveries/routes.ts';
import { eventRoutes } from './events/routes.ts';
import { getPathPrefix, isHttpsRequest, resolveBaseUrl } from './http/base-url.ts';
import { prepareRequest, requireOneHost } from './http/incoming-request.ts';
import type { InternalListener } from './http/internal-listener.ts';
import { Shutdown } from './http/shutdown.ts';
import { registerJsonCompression } from './http/compress-json.ts';
import { setErrorHandler } from './http/error-handler.ts';
import { setFormBodyParser } from './http/form-body-parser.ts';
import { setJsonBodyParser } from './http/json-body-parser.ts';
import { serializeError, serializeRequest } from './http/log-serializers.ts';
import { trackRouteMethods } from './http/method-not-allowed.ts';
import { DEFAULT_MAX_REPLY_BYTES } from './http/pagination.ts';
import { registerOpenApi, registerApiDocs } from './http/openapi.ts';
import type { App, AppContext } from './http/app-context.ts';
import { isSearch } from './http/search-requests.ts';
import { selectFieldsOnSend } from './http/select-fields.ts';
import { setSecurityHeaders } from './http/security-headers.ts';
import { replyToUnreadableRequest } from './http/unreadable-request.ts';
import { closeUnusedConnections } from './http/unused-connections.ts';
import { setRequestValidation } from './http/request-validation.ts';
import { setResponseSerialization } from './http/response-serialization.ts';
import { type GetMaintenance, refuseChangesInMaintenance } from './maintenance/refuse-changes.ts';
import { machineRoutes } from './machines/machine-routes.ts';
import { resourceRoutes } from './machines/resource-routes.ts';
import { templateResourceRoutes } from './machines/template-resource-routes.ts';
import { setTemplateResources } from './machines/template-resources.ts';
import { applyRoleMapping } from './managed-projects/apply-role-mapping.ts';
import { detachRemovedProject } from './managed-projects/project-removal.ts';
import type { MailConfig } from './mail/mail-config.ts';
import { mailRoutes } from './mail/routes.ts';
import { managedProjectRoutes } from './managed-projects/routes.ts';
import type { OutboxDelivery } from './outbox/outbox-loops.ts';
import { overviewRoutes } from './overview/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { privacyRoutes } from './privacy/routes.ts';
import { projectRoutes } from './projects/routes.ts';
import { roleRoutes } from './roles/routes.ts';
import { savedReplyRoutes } from './saved-replies/routes.ts';
import { savedViewRoutes } from './saved-views/routes.ts';
import { metricsRoutes } from './service/metrics.ts';
import { registerServiceMetrics } from './register-metrics.ts';
import { servePages } from './service/serve-pages.ts';
import { serviceRoutes } from './service/health-and-version-routes.ts';
import { accessTokenRoutes } from './sign-on/access-token-routes.ts';
import { identityRoutes } from './sign-on/identity-routes.ts';
import { backChannelLogoutRoute } from './sign-on/back-channel-logout-route.ts';
import { discoverProvidersAtStart } from './sign-on/discover-at-start.ts';
import { refusedSignOnRoutes } from './sign-on/refused-sign-on-routes.ts';
import { openProviders } from './sign-on/open-providers.ts';
import type { OpenIdProviderConfig } from './sign-on/provider-config.ts';
import { passwordSignInRoutes } from './sign-on/password-sign-in-routes.ts';
import type { SignOnContext } from './sign-on/sign-on-context.ts';
import { signOnRoutes } from './sign-on/sign-on-routes.ts';
import { projectInfoRoutes } from './site-access/projectinfo-routes.ts';
import { siteAccessRoutes } from './site-access/site-access-routes.ts';
import { getTracing } from './tracing/tracing.ts';
import { accountingRoutes } from './usage-reports/accounting-routes.ts';
import { projectUsageRoutes } from './usage-reports/project-usage-routes.ts';
import { storageReportRoutes } from './usage-reports/storage-report-routes.ts';
import { usageReportRoutes } from './usage-reports/usage-report-routes.ts';
import { userInvitationRoutes } from './user-invitations/routes.ts';
import { userInfoRoutes } from './site-access/userinfo-routes.ts';
import { templateRoutes } from './templates/routes.ts';
import { noWebhooks, type WebhookSetup } from './webhooks/webhook-context.ts';
import { webhookRoutes } from './webhooks/webhook-routes.ts';

export interface ServerOptions {
  db: Kysely<Database>;
  /** For searches; `db` by default. */
  searchDb?: Kysely<Database>;
  clock: () => Date;
  /** Our portal's name; a bridge may change it later. */
  portal: () => string;
  /** null: no bridge is connected. */
  bridge: BridgeConnection | null;
  /** Whose failures the status shows; null or left out: this process delivers nothing. */
  outbox?: OutboxDelivery | null;
  /** The site's time zone, an IANA name; UTC by default. */
  timeZone?: string;
  /** null: the URL of each request. */
  publicUrl: string | null;
  /** Host names of requests for which URLs are built without a public URL, beside this machine's. */
  allowedHosts?: readonly string[];
  /** The second listener, which then answers operators and bridges; null or left out: none. */
  internalListener?: InternalListener | null;
  /** null, as by default: changes are accepted. */
  maintenance?: GetMaintenance;
  /** What `/metrics` needs as a bearer token; null or left out: nothing. */
  metricsToken?: string | null;
  /** What `/metrics` says about scheduled backups; null or left out: there are none. */
  backups?: Pick<ScheduledBackups, 'readState'> | null;
  /** Set to `leaving` before the server is closed, so that proxies turn away. */
  shutdown?: Shutdown;
  access?: Partial<AccessOptions>;
  /** How large an award may become, in bytes; DEFAULT_MAX_AWARD_BYTES by default. */
  maxAwardBytes?: number;
  /** The most bytes of a list's reply; DEFAULT_MAX_REPLY_BYTES by default. */
  maxReplyBytes?: number;
  /** The OpenID providers; none by default. */
  providers?: readonly OpenIdProviderConfig[];
  /** Without it nobody can create webhooks. */
  webhooks?: WebhookSetup;
  /** null or left out: this site sends no mail. */
  mail?: MailConfig | null;
  /** To standard output by default. */
  log: false | { level: string; stream?: { write(line: string): void } };
  /** The folder of the built pages; web/dist by default. */
  pagesDir?: string;
  /** Called for each route that is added. */
  onRoute?: (route: RouteOptions) => void;
}

/** The limits for receiving a request and its headers, checked every five seconds. */
const httpLimits = {
  requestTimeout: 30_000,
  headersTimeout: 15_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16_384,
  // requireOneHost replies instead; Node's reply has no body.
  requireHostHeader: false,
};

/** Puts the parts together into one HTTP server that is ready to listen. */
export async function createServer(options: ServerOptions): Promise<App> {
  const access = { ...defaultAccessOptions, ...options.access };
  const {
    db,
    searchDb = db,
    clock,
    publicUrl,
    portal,
    bridge,
    outbox = null,
    timeZone = 'UTC',
    maintenance = () => null,
    shutdown = new Shutdown(),
  } = options;
  const prefix = publicUrl === null ? '' : getPathPrefix(publicUrl);
  const tracing = getTracing();
  const app: App = Fastify({
    logger: options.log && {
      ...options.log,
      serializers: { req: serializeRequest, err: serializeError },
      ...(tracing !== null && { mixin: tracing.getLogFields }),
    },
    genReqId: () => randomUUID(),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 2048 },
    exposeHeadRoutes: false,
    requestTimeout: httpLimits.requestTimeout,
    http: httpLimits,
    rewriteUrl: (request) => prepareRequest(request, prefix),
    // Its reply has another form than ours (http/shutdown.ts).
    return503OnClosing: false,
    bodyLimit: 1_048_576,
    trustProxy: access.trustedProxies,
    frameworkErrors: sendBadUrl,
    clientErrorHandler: replyToUnreadableRequest,
  }).withTypeProvider<TypeBoxTypeProvider>();
  if (options.onRoute !== undefined) app.addHook('onRoute', options.onRoute);
  const bridgeContext = { db, clock, portal, bridge, outbox, maintenance };
  const context: AppContext = {
    db,
    listDb: (request) => (isSearch(request) ? searchDb : db),
    clock,
    portal,
    tokenOwnerDays: access.tokenOwnerDays,
    sessionLimits: { hours: access.sessionHours, idleHours: access.sessionIdleHours },
    timeZone,
    baseUrl: (request) =>
      resolveBaseUrl(request, { publicUrl, allowedHosts: options.allowedHosts ?? [] }),
    maxReplyBytes: options.maxReplyBytes ?? DEFAULT_MAX_REPLY_BYTES,
    maxAwardBytes: options.maxAwardBytes ?? DEFAULT_MAX_AWARD_BYTES,
  };
  const signOn: SignOnContext = {
    context,
    passwordLogin: access.passwordLogin,
    publicUrl,
    providers: await openProviders(options.providers ?? []),
  };
  tracing?.traceRequests(app);
  discoverProvidersAtStart(app, signOn.providers);
  closeUnusedConnections(app);
  shutdown.register(app);
  setSecurityHeaders(app, (request) => isHttpsRequest(request, publicUrl));
  requireOneHost(app);
  options.internalListener?.register(app, httpLimits);
  await app.register(cookie);
  selectFieldsOnSend(app);
  await registerJsonCompression(app);
  setErrorHandler(app);
  setRequestValidation(app);
  setResponseSerialization(app);
  setJsonBodyParser(app);
  setFormBodyParser(app);
  const addMethodNotAllowed = trackRouteMethods(app);
  await registerOpenApi(app, prefix, describeWebhooks());
  metricsRoutes(app, {
    token: options.metricsToken ?? null,
    add: (register) =>
      registerServiceMetrics(register, { ...bridgeContext, backups: options.backups ?? null }),
  });
  await app.register(async (routes) => {
    const resources = routes as App;
    registerKeyDigest(resources, context);
    await registerRequestRateLimit(resources, access.tokenRequestsPerMinute);
    registerAuthentication(resources, context);
    registerCallerWorkLimit(resources, access.callerWork);
    refuseChangesInMaintenance(resources, maintenance);
    serviceRoutes(resources, context, shutdown);
    passwordSignInRoutes(resources, signOn);
    passwordRoutes(resources, context, access.passwordLogin);
    signOnRoutes(resources, signOn);
    identityRoutes(resources, signOn);
    backChannelLogoutRoute(resources, signOn);
    refusedSignOnRoutes(resources, context);
    accessTokenRoutes(resources, signOn);
    managedProjectRoutes(resources, context);
    auditRoutes(resources, context);
    templateResourceRoutes(resources, context);
    resourceRoutes(resources, { ...context, bridge });
    machineRoutes(resources, context);
    usageReportRoutes(resources, context);
    storageReportRoutes(resources, context);
    accountingRoutes(resources, context);
    projectUsageRoutes(resources, context);
    templateRoutes(resources, context, {
      afterRoleMappingChange: applyRoleMapping,
      setResources: setTemplateResources,
      afterOfferingsChange: () => bridge?.syncOfferingsSoon(),
    });
    projectRoutes(resources, context, { beforeRemoval: detachRemovedProject });
    customerRoutes(resources, context);
    peopleRoutes(resources, context);
    privacyRoutes(resources, context);
    roleRoutes(resources, context);
    mailRoutes(resources, context, options.mail ?? null);
    userInfoRoutes(resources, context);
    projectInfoRoutes(resources, context);
    siteAccessRoutes(resources, context);
    userInvitationRoutes(resources, context);
    tokenRoutes(resources, context);
    sessionRoutes(resources, context);
    adminAuditRoutes(resources, context);
    bridgeRoutes(resources, bridgeContext);
    jobLogRoutes(resources, context);
    deliveryRoutes(resources, context);
    siteRoutes(resources, context, bridgeContext);
    overviewRoutes(resources, context);
    savedReplyRoutes(resources, context);
    savedViewRoutes(resources, context);
    eventRoutes(resources, context);
    webhookRoutes(resources, { ...context, webhooks: options.webhooks ?? noWebhooks });
    addMethodNotAllowed(resources);
  });
  await registerApiDocs(app, prefix);
  const hasSession = (request: FastifyRequest): boolean =>
    readSessionCookie(request, context.baseUrl(request)) !== undefined;
  await servePages(app, { prefix, timeZone, hasSession, clock, folder: options.pagesDir });
  await app.ready();
  return app;
}

// A path that cannot be decoded reaches no route and no error handler.
function sendBadUrl(_error: Error, _request: unknown, reply: unknown): void {
  void (reply as FastifyReply).code(400).send({ detail: 'The path is not a valid URL path.' });
}
