import { readFileSync, statSync } from 'node:fs';
import { parse } from 'smol-toml';
import { isLoopback } from '../http/addresses.ts';
import { StartError } from '../start-error.ts';

/** An OpenID provider as the operator names it (README, Single sign-on). */
export interface Provider {
  /** In addresses: `/api/sign-in/<slug>/`. */
  slug: string;
  /** As its button says. */
  name: string;
  /** The issuer, or the address of its discovery document. */
  discovery: string;
  clientId: string;
  clientSecret: string;
  /** How the secret is sent. */
  auth: 'basic' | 'post';
  scope: string;
  claims: Claims;
  /** Whether somebody may come in whom nobody here knows; `invited`: who is invited to a project. */
  unknownPeople: 'admit' | 'invited' | 'refuse';
  /** For a provider that only knows verified addresses and does not say so. */
  emailsAreVerified: boolean;
}

/** Which claim gives what. */
export interface Claims {
  username: string;
  firstName: string;
  lastName: string;
  fullName: string;
  email: string;
}

const keys = [
  'slug',
  'name',
  'discovery',
  'client_id',
  'client_secret',
  'auth',
  'scope',
  'claims',
  'unknown_people',
  'emails_are_verified',
];
const claimKeys = ['username', 'first_name', 'last_name', 'full_name', 'email'];

/**
 * Reads the file that names the OpenID providers. Throws StartError that names the file, the
 * provider and the key at fault, never a secret.
 */
export function readProviders(path: string | null): Provider[] {
  if (path === null) return [];
  const { provider, ...rest } = readTable(path);
  refuseUnknown(path, rest, [], 'the file');
  if (!Array.isArray(provider) || provider.length === 0) {
    throw wrong(path, 'needs a [[provider]].');
  }
  const providers = provider.map((entry, index) => readProvider(path, entry, index));
  const slugs = providers.map(({ slug }) => slug);
  const twice = slugs.find((slug, index) => slugs.indexOf(slug) !== index);
  if (twice !== undefined) throw wrong(path, `names two providers ${twice}.`);
  return providers;
}

/** The providers as settings that may be told: each key of theirs, secrets as set. */
export function describeProviders(
  providers: readonly Provider[],
): { variable: string; value: string }[] {
  return providers.flatMap(({ slug, clientSecret: _, claims, ...plain }) => {
    const values = { ...plain, clientSecret: '(set)', ...inner('claims', claims) };
    return Object.entries(values).map(([key, value]) => ({
      variable: `sign-on ${slug}: ${key}`,
      value: String(value),
    }));
  });
}

function inner(of: string, values: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [`${of}.${key}`, String(value)]),
  );
}

function wrong(path: string, rule: string): StartError {
  return new StartError(`GATEHOUSE_SIGN_ON_CONFIG: ${path} ${rule}`);
}

function readTable(path: string): Record<string, unknown> {
  let text: string;
  try {
    // Windows has no such bits.
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
      throw wrong(path, 'can be read by others, and it holds secrets. Run chmod 600 on it.');
    }
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw wrong(path, `cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  try {
    return parse(text);
  } catch {
    // The parser's words would quote the file, and with it a secret.
    throw wrong(path, 'is not valid TOML.');
  }
}

function readProvider(path: string, entry: unknown, index: number): Provider {
  const table = (typeof entry === 'object' && entry !== null ? entry : {}) as Table;
  const slug = table.slug;
  if (typeof slug !== 'string' || !/^[a-z0-9][a-z0-9-]{0,39}$/.test(slug)) {
    throw wrong(
      path,
      `provider ${index + 1} needs a slug of a–z, 0–9 and -, such as "university".`,
    );
  }
  const of = `provider ${slug}`;
  refuseUnknown(path, table, keys, of);
  const text = (key: string, fallback?: string): string => textOf(path, table, key, of, fallback);
  return {
    slug,
    name: text('name'),
    discovery: readDiscovery(path, text('discovery'), of),
    clientId: text('client_id'),
    clientSecret: text('client_secret'),
    auth: oneOf(path, text('auth', 'basic'), ['basic', 'post'], `${of}: auth`),
    scope: readScope(path, text('scope', 'openid profile email'), of),
    claims: readClaims(path, table.claims ?? {}, of),
    unknownPeople: oneOf(
      path,
      text('unknown_people'),
      ['admit', 'invited', 'refuse'],
      `${of}: unknown_people`,
    ),
    emailsAreVerified: readFlag(path, table.emails_are_verified ?? false, of),
  };
}

type Table = Record<string, unknown>;

function textOf(path: string, table: Table, key: string, of: string, fallback?: string): string {
  const value = table[key] ?? fallback;
  if (typeof value !== 'string' || value === '') throw wrong(path, `${of}: ${key} must be a text.`);
  return value;
}

function refuseUnknown(path: string, table: Table, known: string[], of: string): void {
  const unknown = Object.keys(table).find((key) => !known.includes(key));
  if (unknown !== undefined) throw wrong(path, `${of}: there is no setting ${unknown}.`);
}

function oneOf<Value extends string>(
  path: string,
  value: string,
  allowed: readonly Value[],
  key: string,
): Value {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw wrong(path, `${key} must be one of ${allowed.join(', ')}.`);
  return found;
}

/** Over plain http anybody on the way could sign in as anybody. */
function readDiscovery(path: string, value: string, of: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (!isSafe || url.username !== '' || url.hash !== '') {
    throw wrong(path, `${of}: discovery must be an https address.`);
  }
  return value;
}

function readScope(path: string, value: string, of: string): string {
  const scopes = value.split(/\s+/);
  if (!scopes.includes('openid')) throw wrong(path, `${of}: scope must contain openid.`);
  return scopes.join(' ');
}

function readClaims(path: string, value: unknown, of: string): Claims {
  if (typeof value !== 'object' || value === null) {
    throw wrong(path, `${of}: claims must be a table.`);
  }
  const table = value as Table;
  refuseUnknown(path, table, claimKeys, `${of}: claims`);
  const claim = (key: string, fallback: string): string =>
    textOf(path, table, key, `${of}: claims`, fallback);
  return {
    username: claim('username', 'preferred_username'),
    firstName: claim('first_name', 'given_name'),
    lastName: claim('last_name', 'family_name'),
    fullName: claim('full_name', 'name'),
    email: claim('email', 'email'),
  };
}

function readFlag(path: string, value: unknown, of: string): boolean {
  if (typeof value !== 'boolean') {
    throw wrong(path, `${of}: emails_are_verified must be true or false.`);
  }
  return value;
}
