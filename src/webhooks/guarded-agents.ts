/* Agents whose every connection is checked: the name may resolve to another address each time. */

import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { type DestinationPolicy, isAllowedAddress } from './destination-policy.ts';

/** A connection that the policy refuses. */
class RefusedDestinationError extends Error {}

/** Resolves names to addresses, as dns.lookup does. */
export type ResolveName = typeof dns.lookup;

const CONNECTIONS_PER_DESTINATION = 8;

/** The agent for a URL. Its connections stay open for further messages. */
export interface GuardedAgents {
  getAgent(url: URL): http.Agent;
  /** Closes all connections. */
  close(): void;
}

/** Agents that connect only to addresses that the policy allows. */
export function createGuardedAgents(
  policy: DestinationPolicy,
  resolveName: ResolveName = dns.lookup,
): GuardedAgents {
  const options = {
    keepAlive: true,
    maxSockets: CONNECTIONS_PER_DESTINATION,
    maxFreeSockets: 2,
    timeout: 30_000,
    lookup: createGuardedLookup(policy, resolveName),
  };
  const plain = new http.Agent(options);
  const tls = new https.Agent(options);
  return {
    getAgent: (url) => (url.protocol === 'https:' ? tls : plain),
    close: () => {
      plain.destroy();
      tls.destroy();
    },
  };
}

/**
 * A lookup for connections: one address that is not allowed refuses the name, because which one of
 * several is connected to is not ours to choose.
 */
function createGuardedLookup(policy: DestinationPolicy, resolveName: ResolveName): LookupFunction {
  return (hostname, options, callback) => {
    resolveName(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '');
      const refused = addresses.find(({ address }) => !isAllowedAddress(address, policy));
      const [first] = addresses;
      if (first === undefined || refused !== undefined) {
        const reason = refused
          ? `${hostname} has an address that is not allowed.`
          : `${hostname} has no address.`;
        return callback(new RefusedDestinationError(reason), '');
      }
      if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
