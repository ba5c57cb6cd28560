import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import { parseIpAddress } from './ip-address.ts';

/** The client IP of a request, in the form that is logged, stored and counted by. */
export function getClientIp({ ip }: Pick<FastifyRequest, 'ip'>): string {
  return parseIpAddress(ip)?.toString() ?? ip;
}

/** The IP addresses from the right up to the first entry that is none, without ports. */
export function parseForwardedFor(forwarded: string): string[] {
  const addresses: string[] = [];
  for (const entry of forwarded.split(',').toReversed()) {
    const withoutPort = entry
      .trim()
      .replace(/^\[(.*)\](:\d+)?$/, '$1')
      .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
    const address = parseIpAddress(withoutPort);
    if (address === null) break;
    addresses.unshift(address.toString());
  }
  return addresses;
}

/** Prefix length of the IPv6 network that one household or host usually gets. */
const IPV6_NETWORK_BITS = 64;

/** What limits count by: an IPv4 address, or the /64 network of an IPv6 address. */
export function getClientNetwork(clientIp: string): string {
  const address = parseIpAddress(clientIp);
  if (address === null) return clientIp;
  if (address instanceof ipaddr.IPv4) return address.toString();
  const cidr = `${address}/${IPV6_NETWORK_BITS}`;
  return `${ipaddr.IPv6.networkAddressFromCIDR(cidr)}/${IPV6_NETWORK_BITS}`;
}
