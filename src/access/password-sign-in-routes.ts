import type { FastifyRequest } from 'fastify';
import type { Transaction } from 'kysely';
import { Type } from 'typebox';
import { recordChange } from '../admin-audit/record-change.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { getClientIp } from '../http/client-ip.ts';
import { forbidden, unauthorized } from '../http/http-problem.ts';
import { type App, type AppContext, NoBody, errorResponses } from '../http/route-types.ts';
import { acceptInvitations } from '../people/invitations.ts';
import { OwnAccountSchema, loadOwnAccount } from '../people/own-account.ts';
import { countAttempt, clearAttempt } from './sign-in-throttle.ts';
import { loadCaller } from './authentication.ts';
import {
  setSessionCookie,
  refuseCrossSiteRequest,
  readSessionCookie,
  clearSessionCookie,
} from './cookies.ts';
import { lockUnchangedPassword } from './lock-unchanged-password.ts';
import { verifyPassword } from './password-hashing.ts';
import { createSession, deleteExpiredSessions, endSession } from './session-store.ts';
import { logSignIn } from './sign-in-log.ts';
import {
  createToken,
  deleteExpiredTokens,
  findToken,
  requireTokenCapacity,
} from './token-store.ts';

/** How long a token from a password lasts, in milliseconds. */
const passwordTokenLifetimeMs = 24 * 3_600_000;

const SignInBody = Type.Object({
  username: Type.String({ minLength: 1, maxLength: 150 }),
  password: Type.String({ minLength: 1, maxLength: 1000 }),
});

/** Where to sign out too, of a session that began elsewhere; null: nowhere. */
type SignOutUrlLookup = (
  request: FastifyRequest,
  session: Awaited<ReturnType<typeof endSession>>,
) => Promise<string | null>;

/** A user name and password for a token (programs) or a session (browsers). */
export function passwordSignInRoutes(
  app: App,
  desk: AppContext,
  { passwordLogin, signOutUrl }: { passwordLogin: boolean; signOutUrl: SignOutUrlLookup },
): void {
  const refuseWhereOff = (): void => {
    if (!passwordLogin) throw forbidden('Nobody signs in with a password here.');
  };

  app.post('/api-auth/password/', {
    schema: {
      operationId: 'api_auth_password',
      summary: 'A token for a user name and password; it lasts 24 hours',
      tags: ['access'],
      security: [],
      body: SignInBody,
      response: { 200: Type.Object({ token: Type.String() }), ...errorResponses(409, 413, 415) },
    },
    handler: async (request) => {
      refuseCrossSiteRequest(request, desk.baseUrl(request));
      refuseWhereOff();
      const now = desk.clock();
      const token = await signInWithPassword(
        desk,
        request,
        'password for a token',
        async (trx, person) => {
          await deleteExpiredTokens(trx, person.id, now.toISOString());
          await requireTokenCapacity(trx, person.id);
          return createPasswordToken(trx, person, now, getClientIp(request));
        },
      );
      return { token };
    },
  });

  app.post('/api/session/', {
    config: { isPublic: true },
    schema: {
      operationId: 'session_create',
      summary: 'Sign in in a browser: the session is a cookie that scripts cannot read',
      tags: ['access'],
      security: [],
      body: SignInBody,
      response: { 200: OwnAccountSchema, ...errorResponses(403, 413, 415) },
    },
    handler: async (request, reply) => {
      const base = desk.baseUrl(request);
      refuseCrossSiteRequest(request, base);
      refuseWhereOff();
      const brought = readSessionCookie(request, base);
      const signedIn = await signInWithPassword(
        desk,
        request,
        'password',
        async (trx, { id: personId }) => {
          await deleteExpiredSessions(trx, desk.clock());
          // Nobody has two sessions in one browser: the one before ends with the new one.
          if (brought !== undefined) await endSession(trx, brought);
          const session = await createSession(trx, {
            personId,
            now: desk.clock(),
            clientIp: getClientIp(request),
            userAgent: request.headers['user-agent'] ?? '',
          });
          return { personId, ...session };
        },
      );
      setSessionCookie(reply, base, signedIn.key);
      const credential = { via: 'session', uuid: signedIn.uuid, scope: 'admin' } as const;
      const how = { credential, clientIp: getClientIp(request) };
      const caller = await loadCaller(desk.db, signedIn.personId, how);
      if (caller === null) throw unauthorized('Your session has ended.');
      return loadOwnAccount(desk.db, caller, base);
    },
  });

  app.delete('/api/session/', {
    schema: {
      operationId: 'session_destroy',
      summary: 'Sign out',
      tags: ['access'],
      description: '200 where the session began at an OpenID provider: it is to be left too.',
      response: {
        200: Type.Object({ sign_out_url: Type.String() }),
        204: NoBody,
        ...errorResponses(403),
      },
    },
    handler: async (request, reply) => {
      const base = desk.baseUrl(request);
      const key = readSessionCookie(request, base);
      const session = key === undefined ? null : await endSession(desk.db, key);
      clearSessionCookie(reply, base);
      if (session?.person) {
        const { person } = session;
        const address = getClientIp(request);
        request.log.info({ event: 'sign-out', person, address }, 'sign-out');
      }
      const url = session && (await signOutUrl(request, session));
      return url === null ? reply.code(204).send() : reply.send({ sign_out_url: url });
    },
  });
}

type SignInAccount = { id: number; username: string };

async function createPasswordToken(
  trx: Transaction<Database>,
  { id, username }: SignInAccount,
  now: Date,
  address: string,
): Promise<string> {
  const at = now.toISOString();
  const name = 'password sign-in';
  const expiresAt = new Date(now.getTime() + passwordTokenLifetimeMs).toISOString();
  const key = await createToken(trx, { personId: id, name, scope: 'admin', now: at, expiresAt });
  const { uuid, scope, expires_at } = await findToken(trx, key);
  const actor = { personId: id, via: 'sign-in', clientIp: address } as const;
  await recordChange(trx, actor, {
    at,
    action: 'token.created',
    subject: { uuid, name },
    before: null,
    after: { owner: username, scope, expires_at },
  });
  return key;
}

type SignInRequest = { body: Type.Static<typeof SignInBody> } & Pick<FastifyRequest, 'ip' | 'log'>;

/**
 * Checks a password, then begins what it is for. Signing in also turns waiting invitations to
 * that person's address into memberships (awards.md, Members). What is wrong is never said, nor
 * told by the time it takes. Throws a 401, or a 429 where too many have failed.
 */
async function signInWithPassword<Result>(
  { db, clock }: AppContext,
  request: SignInRequest,
  way: string,
  begin: (trx: Transaction<Database>, person: SignInAccount) => Promise<Result>,
): Promise<Result> {
  const { username, password } = request.body;
  const attempt = { account: username, clientIp: getClientIp(request) };
  await countAttempt(db, attempt, clock());
  const person = await db
    .selectFrom('person')
    .select(['id', 'uuid', 'username', 'email', 'password_hash'])
    .where('username', '=', username)
    .where('is_active', '=', true)
    .executeTakeFirst();
  const matches = await verifyPassword(password, person?.password_hash ?? null);
  const refuse = (uuid: string | null) => {
    logSignIn(request, { outcome: 'refused', way, person: uuid });
    return unauthorized('Invalid username or password.');
  };
  if (person === undefined || !matches) throw refuse(person?.uuid ?? null);
  await clearAttempt(db, attempt, clock());
  const result = await runInTransaction(db, async (trx) => {
    if (!(await lockUnchangedPassword(trx, person))) return null;
    const witness = { now: clock().toISOString(), address: attempt.clientIp };
    await acceptInvitations(trx, person, person.email, witness);
    return { begun: await begin(trx, person) };
  });
  if (result === null) throw refuse(person.uuid);
  logSignIn(request, { outcome: 'accepted', way, person: person.uuid });
  return result.begun;
}
