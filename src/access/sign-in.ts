import type { FastifyRequest } from 'fastify';
import type { Transaction } from 'kysely';
import { Type } from 'typebox';
import { recordChange } from '../administration/record.ts';
import type { Database } from '../database/schema.ts';
import { inTransaction } from '../database/transaction.ts';
import { addressOf } from '../http/client-address.ts';
import { forbidden, unauthorized } from '../http/problem.ts';
import { type App, type Desk, NoBody, refusing } from '../http/resource.ts';
import { acceptInvitations } from '../people/invitations.ts';
import { MeSchema, readMe } from '../people/me.ts';
import { countAttempt, forgetAttempt } from './attempts.ts';
import { callerById } from './authentication.ts';
import { giveSession, refuseOtherSites, sessionKeyOf, takeSession } from './cookie.ts';
import { holdPassword } from './held-password.ts';
import { isPassword } from './passwords.ts';
import { beginSession, dropEndedSessions, endSession } from './sessions.ts';
import { logSignIn } from './sign-in-log.ts';
import { createToken, dropExpiredTokens, findToken, refuseTooMany } from './tokens.ts';

/** How long a token from a password lasts, in milliseconds. */
const tokenLife = 24 * 3_600_000;

const Credentials = Type.Object({
  username: Type.String({ minLength: 1, maxLength: 150 }),
  password: Type.String({ minLength: 1, maxLength: 1000 }),
});

/** Where to sign out too, of a session that began elsewhere; null: nowhere. */
type SignOutUrl = (
  request: FastifyRequest,
  session: Awaited<ReturnType<typeof endSession>>,
) => Promise<string | null>;

/** A user name and password for a token (programs) or a session (browsers). */
export function signInRoutes(
  app: App,
  desk: Desk,
  { passwordLogin, signOutUrl }: { passwordLogin: boolean; signOutUrl: SignOutUrl },
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
      body: Credentials,
      response: { 200: Type.Object({ token: Type.String() }), ...refusing(409, 413, 415) },
    },
    handler: async (request) => {
      refuseOtherSites(request, desk.baseUrl(request));
      refuseWhereOff();
      const now = desk.clock();
      const token = await signIn(desk, request, 'password for a token', async (trx, person) => {
        await dropExpiredTokens(trx, person.id, now.toISOString());
        await refuseTooMany(trx, person.id);
        return tokenFromPassword(trx, person, now, addressOf(request));
      });
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
      body: Credentials,
      response: { 200: MeSchema, ...refusing(403, 413, 415) },
    },
    handler: async (request, reply) => {
      const base = desk.baseUrl(request);
      refuseOtherSites(request, base);
      refuseWhereOff();
      const brought = sessionKeyOf(request, base);
      const signedIn = await signIn(desk, request, 'password', async (trx, { id: personId }) => {
        await dropEndedSessions(trx, desk.clock());
        // Nobody has two sessions in one browser: the one before ends with the new one.
        if (brought !== undefined) await endSession(trx, brought);
        const session = await beginSession(trx, {
          personId,
          now: desk.clock(),
          address: addressOf(request),
          userAgent: request.headers['user-agent'] ?? '',
        });
        return { personId, ...session };
      });
      giveSession(reply, base, signedIn.key);
      const credential = { via: 'session', uuid: signedIn.uuid, scope: 'admin' } as const;
      const how = { credential, address: addressOf(request) };
      const caller = await callerById(desk.db, signedIn.personId, how);
      if (caller === null) throw unauthorized('Your session has ended.');
      return readMe(desk.db, caller, base);
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
        ...refusing(403),
      },
    },
    handler: async (request, reply) => {
      const base = desk.baseUrl(request);
      const key = sessionKeyOf(request, base);
      const session = key === undefined ? null : await endSession(desk.db, key);
      takeSession(reply, base);
      if (session?.person) {
        const { person } = session;
        const address = addressOf(request);
        request.log.info({ event: 'sign-out', person, address }, 'sign-out');
      }
      const url = session && (await signOutUrl(request, session));
      return url === null ? reply.code(204).send() : reply.send({ sign_out_url: url });
    },
  });
}

type Account = { id: number; username: string };

async function tokenFromPassword(
  trx: Transaction<Database>,
  { id, username }: Account,
  now: Date,
  address: string,
): Promise<string> {
  const at = now.toISOString();
  const name = 'password sign-in';
  const expiresAt = new Date(now.getTime() + tokenLife).toISOString();
  const key = await createToken(trx, { personId: id, name, scope: 'admin', now: at, expiresAt });
  const { uuid, scope, expires_at } = await findToken(trx, key);
  const actor = { personId: id, via: 'sign-in', address } as const;
  await recordChange(trx, actor, {
    at,
    action: 'token.created',
    subject: { uuid, name },
    before: null,
    after: { owner: username, scope, expires_at },
  });
  return key;
}

type SignInRequest = { body: Type.Static<typeof Credentials> } & Pick<FastifyRequest, 'ip' | 'log'>;

/**
 * Checks a password, then begins what it is for. Signing in also turns waiting invitations to
 * that person's address into memberships (awards.md, Members). What is wrong is never said, nor
 * told by the time it takes. Throws a 401, or a 429 where too many have failed.
 */
async function signIn<Result>(
  { db, clock }: Desk,
  request: SignInRequest,
  way: string,
  begin: (trx: Transaction<Database>, person: Account) => Promise<Result>,
): Promise<Result> {
  const { username, password } = request.body;
  const attempt = { account: username, address: addressOf(request) };
  await countAttempt(db, attempt, clock());
  const person = await db
    .selectFrom('person')
    .select(['id', 'uuid', 'username', 'email', 'password_hash'])
    .where('username', '=', username)
    .where('is_active', '=', true)
    .executeTakeFirst();
  const matches = await isPassword(password, person?.password_hash ?? null);
  const refuse = (uuid: string | null) => {
    logSignIn(request, { outcome: 'refused', way, person: uuid });
    return unauthorized('Invalid username or password.');
  };
  if (person === undefined || !matches) throw refuse(person?.uuid ?? null);
  await forgetAttempt(db, attempt, clock());
  const result = await inTransaction(db, async (trx) => {
    if (!(await holdPassword(trx, person))) return null;
    const witness = { now: clock().toISOString(), address: attempt.address };
    await acceptInvitations(trx, person, person.email, witness);
    return { begun: await begin(trx, person) };
  });
  if (result === null) throw refuse(person.uuid);
  logSignIn(request, { outcome: 'accepted', way, person: person.uuid });
  return result.begun;
}
