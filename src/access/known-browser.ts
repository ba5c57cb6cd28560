import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { BaseUrl } from '../http/resource-urls.ts';
import { readKnownBrowserCookie, setKnownBrowserCookie } from './session-cookies.ts';

/*
 * A browser where somebody has signed in with a password keeps a signed entry for that account: the
 * account's UUID, when, and an HMAC of both. Guesses from elsewhere then cannot delay its owner
 * (sign-in-throttle.ts). An entry lets nobody in, so it outlives sessions and new passwords.
 */

const ENTRY_LIFETIME_SECONDS = 180 * 86_400;
/** Accounts that one browser is known for; the newest are kept. */
const MAX_ENTRIES = 5;
const SETTING_KEY = 'known_browser_key';

/** The key of the signatures, which all replicas share; made when it is first needed. */
async function loadSigningKey(db: Kysely<Database>): Promise<string> {
  const find = () =>
    db.selectFrom('setting').select('value').where('key', '=', SETTING_KEY).executeTakeFirst();
  const found = await find();
  if (found !== undefined) return String(found.value);
  await db
    .insertInto('setting')
    .values({ key: SETTING_KEY, value: JSON.stringify(randomBytes(32).toString('base64url')) })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  return String((await find())?.value);
}

/** Makes a new key of the signatures: no browser is known any more. */
export async function rotateKnownBrowserKey(db: Kysely<Database>): Promise<void> {
  await db.deleteFrom('setting').where('key', '=', SETTING_KEY).execute();
}

interface KnownBrowserContext {
  db: Kysely<Database>;
  clock: () => Date;
  baseUrl: (request: FastifyRequest) => BaseUrl;
}

/** The entry by which the request's browser is known for this account (UUID); null where it is not. */
export async function findKnownBrowser(
  { db, clock, baseUrl }: KnownBrowserContext,
  request: FastifyRequest,
  account: string,
): Promise<string | null> {
  const entries = readEntries(request, baseUrl(request), account);
  if (entries.own.length === 0) return null;
  const key = await loadSigningKey(db);
  const now = clock().getTime() / 1000;
  return entries.own.find((entry) => isValid(entry, key, now)) ?? null;
}

/** Makes the browser known for this account (UUID). */
export async function rememberBrowser(
  { db, clock, baseUrl }: KnownBrowserContext,
  request: FastifyRequest,
  reply: FastifyReply,
  account: string,
): Promise<void> {
  const base = baseUrl(request);
  const seconds = Math.floor(clock().getTime() / 1000);
  const signed = `${account}.${seconds}`;
  const entry = `${signed}.${sign(signed, await loadSigningKey(db))}`;
  const { others } = readEntries(request, base, account);
  const entries = [entry, ...others].slice(0, MAX_ENTRIES);
  setKnownBrowserCookie(reply, base, entries.join('~'), ENTRY_LIFETIME_SECONDS);
}

function readEntries(request: FastifyRequest, base: BaseUrl, account: string) {
  const entries = (readKnownBrowserCookie(request, base) ?? '').split('~').slice(0, MAX_ENTRIES);
  return {
    own: entries.filter((entry) => entry.startsWith(`${account}.`)),
    others: entries.filter((entry) => entry !== '' && !entry.startsWith(`${account}.`)),
  };
}

function isValid(entry: string, key: string, nowSeconds: number): boolean {
  const [account, seconds, signature = ''] = entry.split('.');
  const expected = Buffer.from(sign(`${account}.${seconds}`, key));
  const signatureBytes = Buffer.from(signature);
  if (signatureBytes.length !== expected.length || !timingSafeEqual(signatureBytes, expected))
    return false;
  return nowSeconds - Number(seconds) < ENTRY_LIFETIME_SECONDS;
}

function sign(text: string, key: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}
