import { isIP } from 'node:net';
import path from 'node:path';
import { usualAccess } from './access/options.ts';
import { checkPassword } from './access/password-rules.ts';
import type { BadInput } from './award/bad-input.ts';
import { parsePortal } from './award/identifiers.ts';
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

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
type LogLevel = (typeof logLevels)[number];

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

function readHost(text: string): string {
  if (/[\s/]/.test(text)) throw new Error('a host name or an IP address, such as 127.0.0.1');
  return text;
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65535)) throw new Error('a port number from 0 to 65535');
  return port;
}

function readDatabaseUrl(text: string): string {
  const rule = 'a PostgreSQL address such as postgres://user:password@host:5432/gatehouse';
  if (!URL.canParse(text)) throw new Error(rule);
  const { protocol, pathname } = new URL(text);
  if (!/^postgres(ql)?:$/.test(protocol) || pathname.length < 2) throw new Error(rule);
  return text;
}

function readPublicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username) {
    throw new Error('an http or https address such as https://gatehouse.example.org');
  }
  return text.replace(/\/+$/, '');
}

function readPortal(text: string): string {
  try {
    return parsePortal(text);
  } catch (error) {
    throw new Error(`a portal's name, such as brics (${(error as BadInput).rule})`);
  }
}

function readBoolean(text: string): boolean {
  if (!/^(true|false)$/i.test(text)) throw new Error('true or false');
  return text.toLowerCase() === 'true';
}

function readSwitch(text: string): boolean {
  if (!/^(on|off)$/i.test(text)) throw new Error('on or off');
  return text.toLowerCase() === 'on';
}

function readNetworks(text: string): string[] {
  const networks = text.split(',').map((part) => part.trim());
  if (!networks.every(isNetwork)) {
    throw new Error('IP addresses or networks, such as 10.0.0.1, 192.168.0.0/16');
  }
  return networks;
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  const longest = version === 4 ? 32 : 128;
  const width = Number(bits ?? longest);
  // Of width 0 it would be everybody.
  const isWidth = /^\d{1,3}$/.test(bits ?? '1') && width >= 1 && width <= longest;
  return version !== 0 && isWidth && rest.length === 0;
}

function readRequestsPerMinute(text: string): number {
  const count = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (count < 1) throw new Error('a number of requests from 1 to 9999999');
  return count;
}

function readSweepSeconds(text: string): number {
  const seconds = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (seconds < 2 || seconds > 60) throw new Error('a number of seconds from 2 to 60');
  return seconds;
}

function readPassword(text: string): string {
  try {
    checkPassword(text, ['admin'], 'password');
  } catch (error) {
    throw new Error(`a good password (${(error as BadInput).rule})`);
  }
  return text;
}

function readToken(text: string): string {
  if (!/^[\x21-\x7e]{16,200}$/.test(text)) {
    throw new Error(
      '16 to 200 printable characters without spaces, random ones (openssl rand -hex 20)',
    );
  }
  return text;
}

function readLogLevel(text: string): LogLevel {
  const level = logLevels.find((known) => known === text.toLowerCase());
  if (level === undefined) throw new Error(`one of ${logLevels.join(', ')}`);
  return level;
}
