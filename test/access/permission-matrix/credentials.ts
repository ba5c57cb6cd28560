import { hashKey } from '../../../src/access/token-store.ts';
import type { TokenScope } from '../../../src/database/account-schema.ts';
import { callers } from './caller-kinds.ts';
import type { World } from './matrix-fixtures.ts';
import type { Row } from './matrix-row.ts';

/** Someone at the door, and what they get by a row. */
export interface Credential {
  /** `staff's read token`. */
  name: string;
  /** Whose it is, for what a row says is one's own. */
  caller: string;
  headers: (row: Pick<Row, 'route'>) => Promise<Record<string, string>>;
  /** `headers` begins a session. */
  hasSession?: true;
  expected: (row: Row) => number;
}

/** Every kind of caller with every kind of credential. */
export async function createCredentials(world: World): Promise<Credential[]> {
  return [
    ...plainOnes(world),
    ...(await narrowOnes(world)),
    ...(await deadOnes(world)),
    ...inSession(world),
  ];
}

const withToken = (token: string) => async () => ({ authorization: `Token ${token}` });

/** Each kind of caller with a token for everything. */
function plainOnes(world: World): Credential[] {
  const known = callers.map((caller) => ({
    name: caller,
    caller,
    headers: caller === 'nobody' ? async () => ({}) : withToken(world.person(caller).token),
    expected: (row: Row) => row.expected[caller],
  }));
  const program = {
    name: "a service account with the reviewer's roles",
    caller: 'program',
    headers: withToken(world.person('program').token),
    expected: (row: Row) => row.asProgram ?? row.expected.reviewer,
  };
  return [...known, program];
}

const width: TokenScope[] = ['read', 'review', 'admin'];

/** Tokens made for less than their owner may. */
function narrowOnes(world: World): Promise<Credential[]> {
  const kinds = (['reviewer', 'staff'] as const).flatMap((caller) =>
    (['read', 'review'] as const).map((scope) => ({ caller, scope })),
  );
  return Promise.all(
    kinds.map(async ({ caller, scope }) => ({
      name: `${caller} with a ${scope} token`,
      caller,
      headers: withToken(await world.token(caller, scope)),
      expected: (row: Row) => {
        const isTooNarrow = row.scope !== null && width.indexOf(scope) < width.indexOf(row.scope);
        return isTooNarrow ? 403 : row.expected[caller];
      },
    })),
  );
}

/** Invalid credentials: on public routes they get the reply of no credentials. */
async function deadOnes(world: World): Promise<Credential[]> {
  const { app } = world;
  const past = new Date(app.now.getTime() - 1000).toISOString();
  const revoked = await world.token('staff', 'admin');
  await app.db.deleteFrom('api_token').where('digest', '=', hashKey(revoked)).execute();
  await app.createPerson('gone', { is_staff: true });
  const session = await world.session('gone');
  await app.db
    .updateTable('person')
    .set({ is_active: false })
    .where('username', '=', 'gone')
    .execute();
  const [expired, idle, ended] = [
    await world.session('staff'),
    await world.session('staff'),
    await world.session('staff'),
  ];
  const sessions = app.db.updateTable('session');
  await sessions.set({ expires: past }).where('uuid', '=', expired.uuid).execute();
  const longAgo = new Date(app.now.getTime() - 9 * 3_600_000).toISOString();
  await sessions.set({ last_used: longAgo }).where('uuid', '=', idle.uuid).execute();
  await app.db.deleteFrom('session').where('uuid', '=', ended.uuid).execute();
  const dead = (name: string, headers: Record<string, string>): Credential => ({
    name,
    caller: 'nobody',
    headers: async () => headers,
    expected: (row) => row.expected.nobody,
  });
  const keys = {
    'an unknown token': `Token ${'0'.repeat(40)}`,
    'a revoked token': `Token ${revoked}`,
    'an expired token': `Token ${await world.token('staff', 'admin', past)}`,
    'the token of an inactive account': `Token ${world.person('gone').token}`,
    'no token after the word': 'Token',
    'another scheme': `Basic ${Buffer.from('staff:x').toString('base64')}`,
    'two tokens': `Token ${world.person('staff').token} ${world.person('staff').token}`,
  };
  const cookies = {
    'an unknown session': 'x'.repeat(43),
    'an expired session': expired.key,
    'an idle session': idle.key,
    'an ended session': ended.key,
    'the session of an inactive account': session.key,
  };
  return [
    ...Object.entries(keys).map(([name, authorization]) => dead(name, { authorization })),
    ...Object.entries(cookies).map(([name, key]) =>
      dead(name, { cookie: `gatehouse_session=${key}`, origin: app.url }),
    ),
  ];
}

/** A browser on our own pages; a new session for each row, since some end it. */
function inSession(world: World): Credential[] {
  return (['reviewer', 'support', 'staff'] as const).map((caller) => ({
    name: `${caller} in a session`,
    caller,
    headers: async () => ({
      cookie: `gatehouse_session=${(await world.session(caller)).key}`,
      origin: world.app.url,
    }),
    hasSession: true,
    expected: (row) => row.inSession ?? row.expected[caller],
  }));
}
