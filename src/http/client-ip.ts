import { isIP, isIPv4 } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * The client's address is read from the right of X-Forwarded-For, past the proxies that are
 * trusted (Fastify's trustProxy). What cannot be read as an address, and whatever stands left of
 * it, anybody may have written: it is dropped before it is looked at.
 */
export function sanitizeForwardedFor(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ raw: { headers } }) => {
    const forwarded = headers['x-forwarded-for'];
    if (forwarded === undefined) return;
    headers['x-forwarded-for'] = parseForwardedFor([forwarded].flat().join(',')).join(', ');
  });
}

/** The client's address, as it is kept and counted by. */
export function getClientIp({ ip }: Pick<FastifyRequest, 'ip'>): string {
  return normalizeIp(ip);
}

/** The addresses from the right up to the first that is none; ports and brackets are left out. */
export function parseForwardedFor(forwarded: string): string[] {
  const readable: string[] = [];
  for (const entry of forwarded.split(',').toReversed()) {
    const address = normalizeIp(
      entry
        .trim()
        .replace(/^\[(.*)\](:\d+)?$/, '$1')
        .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1'),
    );
    if (isIP(address) === 0) break;
    readable.unshift(address);
  }
  return readable;
}

/** An IPv4 address that came in the clothes of IPv6 is that IPv4 address. */
export function normalizeIp(address: string): string {
  const bare = address.toLowerCase().replace(/^::ffff:/, '');
  return isIPv4(bare) ? bare : address.toLowerCase();
}

/** Whose network it is: the address itself, or the /64 that one household has of IPv6. */
export function getClientNetwork(address: string): string {
  const own = normalizeIp(address);
  if (isIP(own) !== 6) return own;
  const [left = '', right] = own.replace(/%.*$/, '').split('::');
  const head = left === '' ? [] : left.split(':');
  const tail = right ? right.split(':') : [];
  const gap = right === undefined ? 0 : 8 - head.length - tail.length;
  const groups = [...head, ...Array.from({ length: Math.max(0, gap) }, () => '0'), ...tail];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
