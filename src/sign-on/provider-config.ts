import { readFileSync, statSync } from 'node:fs';
import { parse } from 'smol-toml';
import { isLoopbackHost } from '../http/ip-address.ts';
import type { TokenScope } from '../database/account-schema.ts';
import { StartError } from '../errors/start-error.ts';
import { tokenScopes } from '../http/caller.ts';

/** An OpenID provider as the operator configures it (README, Single sign-on). */
export interface OpenIdProviderConfig {
  /** Part of our URLs: `/api/sign-in/<slug>/`. */
  slug: string;
  /** The text on its button. */
  name: string;
  /** The URL of the issuer or of its discovery document. */
  discovery: string;
  clientId: string;
  clientSecret: string;
  /** How the client secret is sent. */
  auth: 'basic' | 'post';
  scope: string;
  claims: ClaimNames;
  /** Whether people without an account may sign in; `invited`: those who are invited to a project. */
  unknownPeople: 'admit' | 'invited' | 'refuse';
  /** For a provider that verifies all e-mail addresses but sends no `email_verified`. */
  emailsAreVerified: boolean;
  /**
   * The `prompt` that makes the provider ask for another account; null: `select_account` if its
   * discovery document lists that, else `login`.
   */
  accountPrompt?: 'login' | 'select_account' | null;
  apiTokenScopes: ApiTokenScopes;
}

/**
 * The scope that an access token of the provider needs, to be exchanged for an API token of this
 * scope. Empty: access tokens of this provider are not exchanged.
 */
export type ApiTokenScopes = Partial<Record<TokenScope, string>>;

/** The claims from which the fields of an account are read. */
export interface ClaimNames {
  username: string;
  firstName: string;
  lastName: string;
  fullName: string;
  email: string;
}

const providerKeys = [
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
  'account_prompt',
  'api_tokens',
];
const accountPrompts = ['login', 'select_account'] as const;
const claimKeys = ['username', 'first_name', 'last_name', 'full_name', 'email'];

/**
 * Reads the file that configures the OpenID providers; no path, no providers. Throws StartError that
 * names the file, the provider and the key at fault, never a secret.
 */
export function readProviders(path: string | null): OpenIdProviderConfig[] {
  if (path === null) return [];
  const { provider, ...rest } = readConfigFile(path);
  refuseUnknownKeys(path, rest, [], 'the file');
  if (!Array.isArray(provider) || provider.length === 0) {
    throw createConfigError(path, 'needs a [[provider]].');
  }
  const providers = provider.map((entry, index) => readProvider(path, entry, index));
  const slugs = providers.map(({ slug }) => slug);
  const duplicate = slugs.find((slug, index) => slugs.indexOf(slug) !== index);
  if (duplicate !== undefined) throw createConfigError(path, `names two providers ${duplicate}.`);
  return providers;
}

/** The providers' keys and values for the list of settings; secrets appear as `(set)`. */
export function describeProviders(
  providers: readonly OpenIdProviderConfig[],
): { variable: string; value: string }[] {
  return providers.flatMap(({ slug, clientSecret: _, claims, apiTokenScopes, ...plain }) => {
    const values = {
      ...plain,
      clientSecret: '(set)',
      ...prefixKeys('claims', claims),
      ...prefixKeys('apiTokens', apiTokenScopes),
    };
    return Object.entries(values).map(([key, value]) => ({
      variable: `sign-on ${slug}: ${key}`,
      value: String(value ?? 'by its discovery document'),
    }));
  });
}

function prefixKeys(prefix: string, values: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [`${prefix}.${key}`, String(value)]),
  );
}

function createConfigError(path: string, rule: string): StartError {
  return new StartError(`GATEHOUSE_SIGN_ON_CONFIG: ${path} ${rule}`);
}

function readConfigFile(path: string): Record<string, unknown> {
  let text: string;
  try {
    // Windows has no permission bits.
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
      throw createConfigError(
        path,
        'can be read by others, and it holds secrets. Run chmod 600 on it.',
      );
    }
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw createConfigError(path, `cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  try {
    return parse(text);
  } catch {
    // The parser's message would quote the file, which contains secrets.
    throw createConfigError(path, 'is not valid TOML.');
  }
}

function readProvider(path: string, entry: unknown, index: number): OpenIdProviderConfig {
  const table = (typeof entry === 'object' && entry !== null ? entry : {}) as TomlTable;
  const slug = table.slug;
  if (typeof slug !== 'string' || !/^[a-z0-9][a-z0-9-]{0,39}$/.test(slug)) {
    throw createConfigError(
      path,
      `provider ${index + 1} needs a slug of a–z, 0–9 and -, such as "university".`,
    );
  }
  const of = `provider ${slug}`;
  refuseUnknownKeys(path, table, providerKeys, of);
  const text = (key: string, fallback?: string): string => readText(path, table, key, of, fallback);
  return {
    slug,
    name: text('name'),
    discovery: readDiscovery(path, text('discovery'), of),
    clientId: text('client_id'),
    clientSecret: text('client_secret'),
    auth: readChoice(path, text('auth', 'basic'), ['basic', 'post'], `${of}: auth`),
    scope: readScope(path, text('scope', 'openid profile email'), of),
    claims: readClaims(path, table.claims ?? {}, of),
    unknownPeople: readChoice(
      path,
      text('unknown_people'),
      ['admit', 'invited', 'refuse'],
      `${of}: unknown_people`,
    ),
    emailsAreVerified: readEmailsAreVerified(path, table.emails_are_verified ?? false, of),
    accountPrompt:
      table.account_prompt === undefined
        ? null
        : readChoice(path, text('account_prompt'), accountPrompts, `${of}: account_prompt`),
    apiTokenScopes: readApiTokenScopes(path, table.api_tokens ?? {}, of),
  };
}

type TomlTable = Record<string, unknown>;

function readText(
  path: string,
  table: TomlTable,
  key: string,
  of: string,
  fallback?: string,
): string {
  const value = table[key] ?? fallback;
  if (typeof value !== 'string' || value === '')
    throw createConfigError(path, `${of}: ${key} must be a text.`);
  return value;
}

function refuseUnknownKeys(path: string, table: TomlTable, known: string[], of: string): void {
  const unknown = Object.keys(table).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw createConfigError(path, `${of}: there is no setting ${unknown}.`);
}

function readChoice<Value extends string>(
  path: string,
  value: string,
  allowed: readonly Value[],
  key: string,
): Value {
  const found = allowed.find((one) => one === value);
  if (found === undefined)
    throw createConfigError(path, `${key} must be one of ${allowed.join(', ')}.`);
  return found;
}

/** Over plain http anybody on the network path could sign in as anybody. */
function readDiscovery(path: string, value: string, of: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackHost(url.hostname));
  if (!isSafe || url.username !== '' || url.hash !== '') {
    throw createConfigError(path, `${of}: discovery must be an https URL.`);
  }
  return value;
}

function readScope(path: string, value: string, of: string): string {
  const scopes = value.split(/\s+/);
  if (!scopes.includes('openid'))
    throw createConfigError(path, `${of}: scope must contain openid.`);
  return scopes.join(' ');
}

function readClaims(path: string, value: unknown, of: string): ClaimNames {
  if (typeof value !== 'object' || value === null) {
    throw createConfigError(path, `${of}: claims must be a table.`);
  }
  const table = value as TomlTable;
  refuseUnknownKeys(path, table, claimKeys, `${of}: claims`);
  const claim = (key: string, fallback: string): string =>
    readText(path, table, key, `${of}: claims`, fallback);
  return {
    username: claim('username', 'preferred_username'),
    firstName: claim('first_name', 'given_name'),
    lastName: claim('last_name', 'family_name'),
    fullName: claim('full_name', 'name'),
    email: claim('email', 'email'),
  };
}

/** Our scopes and the provider's scope that each needs; one text without spaces each. */
function readApiTokenScopes(path: string, value: unknown, of: string): ApiTokenScopes {
  if (typeof value !== 'object' || value === null) {
    throw createConfigError(path, `${of}: api_tokens must be a table.`);
  }
  const table = value as TomlTable;
  refuseUnknownKeys(path, table, [...tokenScopes], `${of}: api_tokens`);
  const entries = Object.keys(table).map((key) => {
    const scope = readText(path, table, key, `${of}: api_tokens`);
    if (/\s/.test(scope)) {
      throw createConfigError(path, `${of}: api_tokens: ${key} must be one scope.`);
    }
    return [key, scope];
  });
  return Object.fromEntries(entries);
}

function readEmailsAreVerified(path: string, value: unknown, of: string): boolean {
  if (typeof value !== 'boolean') {
    throw createConfigError(path, `${of}: emails_are_verified must be true or false.`);
  }
  return value;
}
