import path from 'node:path';
import * as v from 'valibot';
import { checkPassword } from '../access/password-rules.ts';
import { BadInput } from '../award/bad-input.ts';
import { parseNetworkName } from '../award/network-name.ts';
import { splitDatabaseHosts } from '../database/database-hosts.ts';
import { isAddressOrNetwork } from '../http/ip-address.ts';

/*
 * The kinds of values that settings have: text of the environment in, the value of the setting out.
 * Each message completes "VARIABLE must be …" and never contains the text itself, which may be a
 * secret.
 */

export const hostValue = v.pipe(
  v.string(),
  v.regex(/^[^\s/]+$/, 'a host name or an IP address, such as 127.0.0.1'),
);

/** A whole number in decimal digits, from `min` to `max`. */
export function integerValue(min: number, max: number, noun: string) {
  const rule = `${noun} from ${min} to ${max}`;
  return v.pipe(
    v.string(),
    v.regex(/^\d{1,9}$/, rule),
    v.transform(Number),
    v.minValue(min, rule),
    v.maxValue(max, rule),
  );
}

const sslModes = ['disable', 'require', 'verify-ca', 'verify-full'];

/**
 * `prefer` and `allow` are refused: an attacker who cuts the first attempt turns encryption off.
 * `verify-ca` needs the authority, as for psql.
 */
export const databaseUrlValue = v.pipe(
  v.string(),
  v.check(
    (text) => splitDatabaseHosts(text).every(isDatabaseUrl),
    'a PostgreSQL URL such as postgres://user:password@host:5432/gatehouse',
  ),
  v.check(
    (text) => {
      const mode = readParameters(text).get('sslmode');
      return mode === null || sslModes.includes(mode);
    },
    `a PostgreSQL URL whose sslmode is one of ${sslModes.join(', ')}`,
  ),
  v.check((text) => {
    const parameters = readParameters(text);
    return parameters.get('sslmode') !== 'verify-ca' || parameters.has('sslrootcert');
  }, 'a PostgreSQL URL with sslrootcert, the certificate file of the authority, where sslmode is verify-ca'),
  v.check((text) => {
    const attributes = readParameters(text).get('target_session_attrs');
    return attributes === null || ['read-write', 'primary'].includes(attributes);
  }, 'a PostgreSQL URL whose target_session_attrs is read-write or primary: we make changes'),
);

function isDatabaseUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1;
}

/** The same for each host. */
function readParameters(text: string): URLSearchParams {
  return new URL(splitDatabaseHosts(text)[0] ?? text).searchParams;
}

/**
 * In the form that we compare and build on: host in lower case, no default port, a path prefix
 * without a last slash.
 */
export const publicUrlValue = v.pipe(
  v.string(),
  v.check((text) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url === null || !/^https?:$/.test(url.protocol)) return false;
    return !/[?#@]/.test(text) && /^(\/[\w.~-]+)*\/*$/.test(url.pathname);
  }, 'an http or https URL such as https://gatehouse.example.org or https://example.org/gatehouse'),
  v.transform((text) => {
    const { origin, pathname } = new URL(text);
    return origin + pathname.replace(/\/+$/, '');
  }),
);

export const hostNamesValue = v.pipe(
  v.string(),
  v.transform((text) => text.split(',').map((part) => part.trim().toLowerCase())),
  v.everyItem(
    (name) => /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name),
    'host names without ports, such as desk.example.org, gatehouse',
  ),
);

/** An IP address or host name and a port; IPv6 in brackets. */
export const listenAddressValue = v.pipe(
  v.string(),
  v.regex(
    /^(\[[0-9a-f:.]+\]|[^\s/:]+):\d{1,5}$/i,
    'an address and a port, such as 127.0.0.1:9090 or [::1]:9090',
  ),
  v.transform((text) => {
    const at = text.lastIndexOf(':');
    return { host: text.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(text.slice(at + 1)) };
  }),
  v.check(({ port }) => port <= 65_535, 'an address and a port from 0 to 65535'),
);

/** An absolute path; a relative one starts at the working directory. */
export const pathValue = v.pipe(
  v.string(),
  v.transform((text) => path.resolve(text)),
);

/** true for the first word, false for the second, in upper or lower case. */
export function wordPairValue(yes: string, no: string) {
  const message = `${yes} or ${no}`;
  return v.pipe(
    v.string(),
    v.toLowerCase(),
    v.picklist([yes, no], message),
    v.transform((text) => text === yes),
  );
}

export const networksValue = v.pipe(
  v.string(),
  v.transform((text) => text.split(',').map((part) => part.trim())),
  v.everyItem(
    isAddressOrNetwork,
    'IP addresses or networks, such as 10.0.0.1, 192.168.0.0/16, and no network of 0 bits',
  ),
);

/** Ports, as the numbers. */
export const portsValue = v.pipe(
  v.string(),
  v.transform((text) => text.split(',').map((part) => part.trim())),
  v.everyItem(
    (part) => /^\d{1,5}$/.test(part) && Number(part) >= 1 && Number(part) <= 65_535,
    'port numbers from 1 to 65535, such as 443, 8443',
  ),
  v.transform((parts) => parts.map(Number)),
);

/** One key, or two while a new one replaces the second. */
export const secretKeysValue = v.pipe(
  v.string(),
  v.transform((text) => text.split(',').map((part) => part.trim())),
  v.check(
    (keys) => keys.length <= 2 && keys.every((key) => /^[\x21-\x7e]{32,200}$/.test(key)),
    'one key, or two with a comma between, each of 32 to 200 random printable characters without spaces and commas (openssl rand -hex 32)',
  ),
);

/** Public keys of age; whether each is a real one is checked where it is used. */
export const recipientsValue = v.pipe(
  v.string(),
  v.transform((text) => text.split(',').map((part) => part.trim())),
  v.everyItem(
    (key) => /^age1[a-z0-9]{20,}$/.test(key),
    'public keys of age, which begin with age1, separated by commas',
  ),
);

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export const logLevelValue = v.pipe(
  v.string(),
  v.toLowerCase(),
  v.picklist(logLevels, `one of ${logLevels.join(', ')}`),
);

export const portalValue = v.pipe(
  v.string(),
  checkedBy(
    // A bridge refuses any other name in the destinations that we send.
    (text) => parseNetworkName(text, 'portal'),
    (rule) => `a portal's name, such as brics (${rule})`,
  ),
);

/** A name of the IANA time zone database, in its usual spelling. */
export const timeZoneValue = v.pipe(
  v.string(),
  v.check(isTimeZone, 'an IANA time zone, such as UTC or Europe/London'),
  v.transform(
    (text) => new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone,
  ),
);

function isTimeZone(text: string): boolean {
  // Offsets such as +01:00 are accepted by Intl, but they are no zone with summer time.
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

export const adminPasswordValue = v.pipe(
  v.string(),
  checkedBy(
    (text) => {
      checkPassword(text, ['admin'], 'password');
      return text;
    },
    (rule) => `a good password (${rule})`,
  ),
);

export const adminTokenValue = v.pipe(
  v.string(),
  v.regex(
    /^[\x21-\x7e]{16,200}$/,
    '16 to 200 printable characters without spaces, random ones (openssl rand -hex 20)',
  ),
);

/** A step that is one of our own parsers; the rule of the BadInput it throws goes into `message`. */
function checkedBy<Value>(parse: (text: string) => Value, message: (rule: string) => string) {
  return v.rawTransform<string, Value>(({ dataset, addIssue, NEVER }) => {
    try {
      return parse(dataset.value);
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      addIssue({ message: message(error.rule) });
      return NEVER;
    }
  });
}
