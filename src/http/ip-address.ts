import ipaddr from 'ipaddr.js';
import { LRUCache } from 'lru-cache';

/** Each request has a few addresses, mostly those of the request before. The longest has 45 characters. */
const parsedAddresses = new LRUCache<string, ParsedAddress>({ max: 200 });
const MAX_CACHED_LENGTH = 45;

interface ParsedAddress {
  address: ipaddr.IPv4 | ipaddr.IPv6 | null;
}

/**
 * Reads an IP address: dotted IPv4 with four parts, or IPv6. An IPv4-mapped IPv6 address
 * (`::ffff:10.0.0.1`) is read as the IPv4 address in it. null for any other text. Its `toString()`
 * is the one spelling that we store and compare: dotted IPv4, IPv6 as in RFC 5952.
 */
export function parseIpAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const known = parsedAddresses.get(text);
  if (known !== undefined) return known.address;
  const address = readAddress(text);
  if (text.length <= MAX_CACHED_LENGTH) parsedAddresses.set(text, { address });
  return address;
}

function readAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  return ipaddr.IPv6.isValid(text) ? ipaddr.process(text) : null;
}

/**
 * Whether a text is an IP address or a network in CIDR notation. A prefix of 0 bits is refused:
 * it would name every address there is.
 */
export function isAddressOrNetwork(text: string): boolean {
  const isOneAddress = ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
  const isNetwork = ipaddr.IPv4.isValidCIDRFourPartDecimal(text) || ipaddr.IPv6.isValidCIDR(text);
  return isOneAddress || (isNetwork && ipaddr.parseCIDR(text)[1] > 0);
}

/** Whether a host name or IP address, as in a URL (IPv6 in brackets), is this machine itself. */
export function isLoopbackHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  const address = parseIpAddress(host);
  if (address === null) return host === 'localhost' || host.endsWith('.localhost');
  return address.range() === 'loopback';
}
