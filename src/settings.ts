import path from 'node:path';
import { usualAccess } from './access/options.ts';
import {
  type LogLevel,
  logLevels,
  readBoolean,
  readDatabaseUrl,
  readHost,
  readLogLevel,
  readNetworks,
  readPassword,
  readPort,
  readPortal,
  readPublicUrl,
  readRequestsPerMinute,
  readSweepSeconds,
  readSwitch,
  readToken,
} from './setting-values.ts';
import { StartError } from './start-error.ts';

/** Every setting, read from the environment once and checked (README, Settings). */
export interface Settings {
  host: string;
  port: number;
  /** null: the embedded PostgreSQL in dataDir. */
  databaseUrl: string | null;
  /** Absolute. */
  dataDir: string;
  /** Without a last slash; null: the request's own address. */
  publicUrl: string | null;
  /** null: what is remembered, or `site`. */
  portal: string | null;
  /** The path of the bridge's invite file; null: no bridge. */
  openportalConfig: string | null;
  allowPlainHttpBridge: boolean;
  /** How often everything that the bridge holds is asked for. */
  sweepSeconds: number;
  /** Whether accounts here may sign in with a password. */
  passwordLogin: boolean;
  /** The path of the file that names the OpenID providers; null: none. */
  signOnConfig: string | null;
  /** Addresses and networks (CIDR) whose X-Forwarded-* are believed. */
  trustedProxies: string[];
  /** How many requests a token may make in a minute. */
  tokenRequestsPerMinute: number;
  adminPassword: string | null;
  adminToken: string | null;
  logLevel: LogLevel;
}

interface Definition<Name extends keyof Settings> {
  variable: string;
  fallback: string;
  meaning: string;
  secret?: true;
  /** Throws an error whose message says what the value should be. */
  read: (text: string) => Settings[Name];
  absent: () => Settings[Name];
}

const definitions: { [Name in keyof Settings]: Definition<Name> } = {
  host: {
    variable: 'HOST',
    fallback: '127.0.0.1',
    meaning: 'the address to listen on',
    read: readHost,
    absent: () => '127.0.0.1',
  },
  port: {
    variable: 'PORT',
    fallback: '8080',
    meaning: 'the port to listen on; 0 takes a free one',
    read: readPort,
    absent: () => 8080,
  },
  databaseUrl: {
    variable: 'DATABASE_URL',
    fallback: 'embedded PostgreSQL',
    meaning: 'a PostgreSQL of your own, version 15 or newer',
    secret: true,
    read: readDatabaseUrl,
    absent: () => null,
  },
  dataDir: {
    variable: 'GATEHOUSE_DATA_DIR',
    fallback: './data',
    meaning: 'where the embedded PostgreSQL keeps everything',
    read: (text) => path.resolve(text),
    absent: () => path.resolve('data'),
  },
  publicUrl: {
    variable: 'GATEHOUSE_PUBLIC_URL',
    fallback: "the request's own address",
    meaning: 'how people reach this service, for links',
    read: readPublicUrl,
    absent: () => null,
  },
  portal: {
    variable: 'GATEHOUSE_PORTAL',
    fallback: 'what is remembered, or site',
    meaning: "our portal's name on the OpenPortal network",
    read: readPortal,
    absent: () => null,
  },
  openportalConfig: {
    variable: 'OPENPORTAL_CONFIG',
    fallback: 'no bridge',
    meaning: "the path of the bridge's invite file",
    read: (text) => path.resolve(text),
    absent: () => null,
  },
  allowPlainHttpBridge: {
    variable: 'GATEHOUSE_ALLOW_PLAIN_HTTP_BRIDGE',
    fallback: 'false',
    meaning: 'whether a bridge beyond loopback may be reached without TLS',
    read: readBoolean,
    absent: () => false,
  },
  sweepSeconds: {
    variable: 'GATEHOUSE_BRIDGE_SWEEP_SECONDS',
    fallback: '15',
    meaning: 'how often the bridge is asked for all its jobs, beside its signals',
    read: readSweepSeconds,
    absent: () => 15,
  },
  passwordLogin: {
    variable: 'GATEHOUSE_PASSWORD_LOGIN',
    fallback: 'on',
    meaning: 'off: nobody signs in with a password here, only elsewhere or with a token',
    read: readSwitch,
    absent: () => usualAccess.passwordLogin,
  },
  signOnConfig: {
    variable: 'GATEHOUSE_SIGN_ON_CONFIG',
    fallback: 'no single sign-on',
    meaning: 'the path of the file that names the OpenID providers',
    read: (text) => path.resolve(text),
    absent: () => null,
  },
  trustedProxies: {
    variable: 'GATEHOUSE_TRUSTED_PROXIES',
    fallback: 'none',
    meaning: 'the addresses or networks of proxies in front, whose X-Forwarded-* are believed',
    read: readNetworks,
    absent: () => usualAccess.trustedProxies,
  },
  tokenRequestsPerMinute: {
    variable: 'GATEHOUSE_TOKEN_REQUESTS_PER_MINUTE',
    fallback: String(usualAccess.tokenRequestsPerMinute),
    meaning: 'how many requests a token may make in a minute, on each replica',
    read: readRequestsPerMinute,
    absent: () => usualAccess.tokenRequestsPerMinute,
  },
  adminPassword: {
    variable: 'GATEHOUSE_ADMIN_PASSWORD',
    fallback: 'generated and printed once',
    meaning: "the first account's password",
    secret: true,
    read: readPassword,
    absent: () => null,
  },
  adminToken: {
    variable: 'GATEHOUSE_ADMIN_TOKEN',
    fallback: 'generated and printed once',
    meaning: "the first account's API token",
    secret: true,
    read: readToken,
    absent: () => null,
  },
  logLevel: {
    variable: 'LOG_LEVEL',
    fallback: 'info',
    meaning: `one of ${logLevels.join(', ')}`,
    read: readLogLevel,
    absent: () => 'info',
  },
};

/**
 * Reads the settings; an empty variable counts as absent.
 * Throws StartError that names the variable and what it should be, never its value.
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const entries = Object.entries(definitions).map(([name, definition]) => [
    name,
    readOne(definition as Definition<keyof Settings>, env),
  ]);
  return Object.fromEntries(entries) as unknown as Settings;
}

function readOne(definition: Definition<keyof Settings>, env: NodeJS.ProcessEnv): unknown {
  const text = env[definition.variable]?.trim();
  if (text === undefined || text === '') return definition.absent();
  try {
    return definition.read(text);
  } catch (error) {
    throw new StartError(`${definition.variable} must be ${(error as Error).message}.`);
  }
}

export interface SettingLine {
  variable: string;
  value: string;
  source: 'environment' | 'default';
  meaning: string;
}

/** The settings as the operator may see them: secrets are named, never shown. */
export function describeSettings(env: NodeJS.ProcessEnv): SettingLine[] {
  return Object.values(definitions).map(({ variable, fallback, meaning, secret }) => {
    const text = env[variable]?.trim();
    if (!text) return { variable, value: fallback, source: 'default', meaning };
    return { variable, value: secret ? '(set)' : text, source: 'environment', meaning };
  });
}
