import path from 'node:path';
import { defaultAccessOptions } from '../access/access-options.ts';
import {
  type LogLevel,
  logLevels,
  parseBoolean,
  parseDatabaseUrl,
  parseHost,
  parseLogLevel,
  parseNetworks,
  parseAdminPassword,
  parsePort,
  parsePortalName,
  parsePublicUrl,
  parseRequestsPerMinute,
  parseSweepSeconds,
  parseSwitch,
  parseAdminToken,
} from './setting-parsers.ts';
import { StartError } from '../errors/start-error.ts';

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

interface SettingDefinition<Name extends keyof Settings> {
  variable: string;
  defaultText: string;
  meaning: string;
  secret?: true;
  /** Throws an error whose message says what the value should be. */
  parse: (text: string) => Settings[Name];
  getDefault: () => Settings[Name];
}

const settingDefinitions: { [Name in keyof Settings]: SettingDefinition<Name> } = {
  host: {
    variable: 'HOST',
    defaultText: '127.0.0.1',
    meaning: 'the address to listen on',
    parse: parseHost,
    getDefault: () => '127.0.0.1',
  },
  port: {
    variable: 'PORT',
    defaultText: '8080',
    meaning: 'the port to listen on; 0 takes a free one',
    parse: parsePort,
    getDefault: () => 8080,
  },
  databaseUrl: {
    variable: 'DATABASE_URL',
    defaultText: 'embedded PostgreSQL',
    meaning: 'a PostgreSQL of your own, version 15 or newer',
    secret: true,
    parse: parseDatabaseUrl,
    getDefault: () => null,
  },
  dataDir: {
    variable: 'GATEHOUSE_DATA_DIR',
    defaultText: './data',
    meaning: 'where the embedded PostgreSQL keeps everything',
    parse: (text) => path.resolve(text),
    getDefault: () => path.resolve('data'),
  },
  publicUrl: {
    variable: 'GATEHOUSE_PUBLIC_URL',
    defaultText: "the request's own address",
    meaning: 'how people reach this service, for links',
    parse: parsePublicUrl,
    getDefault: () => null,
  },
  portal: {
    variable: 'GATEHOUSE_PORTAL',
    defaultText: 'what is remembered, or site',
    meaning: "our portal's name on the OpenPortal network",
    parse: parsePortalName,
    getDefault: () => null,
  },
  openportalConfig: {
    variable: 'OPENPORTAL_CONFIG',
    defaultText: 'no bridge',
    meaning: "the path of the bridge's invite file",
    parse: (text) => path.resolve(text),
    getDefault: () => null,
  },
  allowPlainHttpBridge: {
    variable: 'GATEHOUSE_ALLOW_PLAIN_HTTP_BRIDGE',
    defaultText: 'false',
    meaning: 'whether a bridge beyond loopback may be reached without TLS',
    parse: parseBoolean,
    getDefault: () => false,
  },
  sweepSeconds: {
    variable: 'GATEHOUSE_BRIDGE_SWEEP_SECONDS',
    defaultText: '15',
    meaning: 'how often the bridge is asked for all its jobs, beside its signals',
    parse: parseSweepSeconds,
    getDefault: () => 15,
  },
  passwordLogin: {
    variable: 'GATEHOUSE_PASSWORD_LOGIN',
    defaultText: 'on',
    meaning: 'off: nobody signs in with a password here, only elsewhere or with a token',
    parse: parseSwitch,
    getDefault: () => defaultAccessOptions.passwordLogin,
  },
  signOnConfig: {
    variable: 'GATEHOUSE_SIGN_ON_CONFIG',
    defaultText: 'no single sign-on',
    meaning: 'the path of the file that names the OpenID providers',
    parse: (text) => path.resolve(text),
    getDefault: () => null,
  },
  trustedProxies: {
    variable: 'GATEHOUSE_TRUSTED_PROXIES',
    defaultText: 'none',
    meaning: 'the addresses or networks of proxies in front, whose X-Forwarded-* are believed',
    parse: parseNetworks,
    getDefault: () => defaultAccessOptions.trustedProxies,
  },
  tokenRequestsPerMinute: {
    variable: 'GATEHOUSE_TOKEN_REQUESTS_PER_MINUTE',
    defaultText: String(defaultAccessOptions.tokenRequestsPerMinute),
    meaning: 'how many requests a token may make in a minute, on each replica',
    parse: parseRequestsPerMinute,
    getDefault: () => defaultAccessOptions.tokenRequestsPerMinute,
  },
  adminPassword: {
    variable: 'GATEHOUSE_ADMIN_PASSWORD',
    defaultText: 'generated and printed once',
    meaning: "the first account's password",
    secret: true,
    parse: parseAdminPassword,
    getDefault: () => null,
  },
  adminToken: {
    variable: 'GATEHOUSE_ADMIN_TOKEN',
    defaultText: 'generated and printed once',
    meaning: "the first account's API token",
    secret: true,
    parse: parseAdminToken,
    getDefault: () => null,
  },
  logLevel: {
    variable: 'LOG_LEVEL',
    defaultText: 'info',
    meaning: `one of ${logLevels.join(', ')}`,
    parse: parseLogLevel,
    getDefault: () => 'info',
  },
};

/**
 * Reads the settings; an empty variable counts as absent.
 * Throws StartError that names the variable and what it should be, never its value.
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const entries = Object.entries(settingDefinitions).map(([name, definition]) => [
    name,
    readSetting(definition as SettingDefinition<keyof Settings>, env),
  ]);
  return Object.fromEntries(entries) as unknown as Settings;
}

function readSetting(
  definition: SettingDefinition<keyof Settings>,
  env: NodeJS.ProcessEnv,
): unknown {
  const text = env[definition.variable]?.trim();
  if (text === undefined || text === '') return definition.getDefault();
  try {
    return definition.parse(text);
  } catch (error) {
    throw new StartError(`${definition.variable} must be ${(error as Error).message}.`);
  }
}

export interface SettingDescription {
  variable: string;
  value: string;
  source: 'environment' | 'default';
  meaning: string;
}

/** The settings as the operator may see them: secrets are named, never shown. */
export function describeSettings(env: NodeJS.ProcessEnv): SettingDescription[] {
  return Object.values(settingDefinitions).map(
    ({ variable, defaultText: fallback, meaning, secret }) => {
      const text = env[variable]?.trim();
      if (!text) return { variable, value: fallback, source: 'default', meaning };
      return { variable, value: secret ? '(set)' : text, source: 'environment', meaning };
    },
  );
}
