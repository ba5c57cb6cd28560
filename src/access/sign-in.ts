import { Type } from 'typebox';
import { inTransaction } from '../database/transaction.ts';
import { unauthorized } from '../http/problem.ts';
import { type App, type Desk, refusing } from '../http/resource.ts';
import { acceptInvitations } from '../people/store.ts';
import { isPassword } from './passwords.ts';
import { createToken, dropExpiredTokens } from './tokens.ts';

/** How long a token from a password lasts, in milliseconds. */
const tokenLife = 24 * 3_600_000;

const Credentials = Type.Object({
  username: Type.String({ minLength: 1, maxLength: 150 }),
  password: Type.String({ minLength: 1, maxLength: 1000 }),
});

/**
 * `/api-auth/password/`: a token for a user name and password. Signing in also turns waiting
 * invitations to that person's address into memberships (awards.md, Members). What is wrong is
 * never said, nor told by the time it takes.
 */
export function signInRoutes(app: App, desk: Desk): void {
  app.post('/api-auth/password/', {
    schema: {
      operationId: 'api_auth_password',
      summary: 'A token for a user name and password; it lasts 24 hours',
      tags: ['access'],
      security: [],
      body: Credentials,
      response: { 200: Type.Object({ token: Type.String() }), ...refusing(413, 415) },
    },
    handler: async (request) => {
      const { username, password } = request.body;
      const person = await desk.db
        .selectFrom('person')
        .select(['id', 'email', 'password_hash'])
        .where('username', '=', username)
        .where('is_active', '=', true)
        .executeTakeFirst();
      const matches = await isPassword(password, person?.password_hash ?? null);
      if (person === undefined || !matches) throw unauthorized('Invalid username or password.');
      const now = desk.clock();
      const token = await inTransaction(desk.db, async (trx) => {
        await dropExpiredTokens(trx, person.id, now.toISOString());
        await acceptInvitations(trx, person.id, person.email, now.toISOString());
        return createToken(trx, {
          personId: person.id,
          name: 'password sign-in',
          now: now.toISOString(),
          expiresAt: new Date(now.getTime() + tokenLife).toISOString(),
        });
      });
      return { token };
    },
  });
}
