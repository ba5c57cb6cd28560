import { isIP } from 'node:net';
import { checkPassword } from '../access/password-rules.ts';
import type { BadInput } from '../award/bad-input.ts';
import { parsePortal } from '../award/identifiers.ts';

/* How the text of a setting is read. All throw an error whose message says what it should be. */

export function parseHost(text: string): string {
  if (/[\s/]/.test(text)) throw new Error('a host name or an IP address, such as 127.0.0.1');
  return text;
}

export function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65535)) throw new Error('a port number from 0 to 65535');
  return port;
}

export function parseDatabaseUrl(text: string): string {
  const rule = 'a PostgreSQL address such as postgres://user:password@host:5432/gatehouse';
  if (!URL.canParse(text)) throw new Error(rule);
  const { protocol, pathname } = new URL(text);
  if (!/^postgres(ql)?:$/.test(protocol) || pathname.length < 2) throw new Error(rule);
  return text;
}

export function parsePublicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username) {
    throw new Error('an http or https address such as https://gatehouse.example.org');
  }
  return text.replace(/\/+$/, '');
}

export function parsePortalName(text: string): string {
  try {
    return parsePortal(text);
  } catch (error) {
    throw new Error(`a portal's name, such as brics (${(error as BadInput).rule})`);
  }
}

export function parseBoolean(text: string): boolean {
  if (!/^(true|false)$/i.test(text)) throw new Error('true or false');
  return text.toLowerCase() === 'true';
}

export function parseSwitch(text: string): boolean {
  if (!/^(on|off)$/i.test(text)) throw new Error('on or off');
  return text.toLowerCase() === 'on';
}

export function parseNetworks(text: string): string[] {
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

export function parseRequestsPerMinute(text: string): number {
  const count = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (count < 1) throw new Error('a number of requests from 1 to 9999999');
  return count;
}

export function parseSweepSeconds(text: string): number {
  const seconds = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (seconds < 2 || seconds > 60) throw new Error('a number of seconds from 2 to 60');
  return seconds;
}

export function parseAdminPassword(text: string): string {
  try {
    checkPassword(text, ['admin'], 'password');
  } catch (error) {
    throw new Error(`a good password (${(error as BadInput).rule})`);
  }
  return text;
}

export function parseAdminToken(text: string): string {
  if (!/^[\x21-\x7e]{16,200}$/.test(text)) {
    throw new Error(
      '16 to 200 printable characters without spaces, random ones (openssl rand -hex 20)',
    );
  }
  return text;
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export function parseLogLevel(text: string): LogLevel {
  const level = logLevels.find((known) => known === text.toLowerCase());
  if (level === undefined) throw new Error(`one of ${logLevels.join(', ')}`);
  return level;
}
