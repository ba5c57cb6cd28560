/* Where webhooks may be sent: never to what only our own network can reach, unless a setting says so. */

import ipaddr from 'ipaddr.js';
import { BadInput } from '../award/bad-input.ts';
import { parseIpAddress } from '../http/ip-address.ts';

export interface DestinationPolicy {
  /** Private addresses and networks that are allowed, such as 10.2.0.0/16. */
  networks: readonly string[];
  ports: readonly number[];
  allowPlainHttp: boolean;
}

/**
 * Public addresses that serve only the machines of a cloud. Those of other clouds are link-local,
 * private or shared, which are refused anyway.
 */
const cloudAddresses = ['168.63.129.16'];

const MAX_URL_LENGTH = 2000;
const MAX_NAMED_PORTS = 10;

/** The URL of a webhook. Throws BadInput for `field` with the rule that it breaks. */
export function parseDestination(text: string, policy: DestinationPolicy, field: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || text.length > MAX_URL_LENGTH) {
    throw new BadInput(field, 'An absolute URL of at most 2,000 characters is required.');
  }
  const problem = findUrlProblem(url, policy);
  if (problem !== null) throw new BadInput(field, problem);
  return url;
}

/** The ports as words; an operator may allow thousands, so no more than ten are named. */
function listPorts(ports: readonly number[]): string {
  const named = ports.slice(0, MAX_NAMED_PORTS).join(', ');
  const rest = ports.length - MAX_NAMED_PORTS;
  return rest > 0 ? `${named} and ${rest} more` : named;
}

/** Why nothing may be sent to a URL, null where it may: what can be said without resolving its name. */
export function findUrlProblem(url: URL, policy: DestinationPolicy): string | null {
  const schemes = policy.allowPlainHttp ? ['https:', 'http:'] : ['https:'];
  if (!schemes.includes(url.protocol))
    return `The URL must begin with ${schemes.join('// or ')}//.`;
  if (url.username !== '' || url.password !== '') {
    return 'The URL must not contain a user name or password.';
  }
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  if (!policy.ports.includes(port)) {
    return `Port ${port} is not allowed; allowed are ${listPorts(policy.ports)}.`;
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isRefused = parseIpAddress(host) !== null && !isAllowedAddress(host, policy);
  return isRefused ? describeRefusedAddress(host) : null;
}

/** Whether a webhook may be sent to this IP address. */
export function isAllowedAddress(text: string, policy: DestinationPolicy): boolean {
  const address = parseIpAddress(text);
  if (address === null) return false;
  if (policy.networks.some((network) => isInNetwork(address, network))) return true;
  return address.range() === 'unicast' && !cloudAddresses.includes(address.toString());
}

function describeRefusedAddress(address: string): string {
  return `${address} is not a public address, and GATEHOUSE_WEBHOOK_NETWORKS does not allow it.`;
}

function isInNetwork(address: ipaddr.IPv4 | ipaddr.IPv6, network: string): boolean {
  const [start, bits] = network.includes('/')
    ? ipaddr.parseCIDR(network)
    : ([ipaddr.parse(network), null] as const);
  if (start.kind() !== address.kind()) return false;
  return address.match(start, bits ?? (start.kind() === 'ipv4' ? 32 : 128));
}
