import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { DestinationsFormat } from './destinations-format.ts';
import type { AcceptedSignatures } from './authenticator.ts';
import type { InviteForm } from './invite-file.ts';
import { defaultNetworkSettings } from './network/network-settings.ts';

export interface CommandLineOptions {
  port: number;
  portal: string;
  invite: string;
  inviteForm: InviteForm;
  /** The permissions of the invite file. */
  inviteMode: number;
  signalUrl: string;
  notificationUrl: string;
  signatures: AcceptedSignatures;
  destinations: DestinationsFormat;
  rate: number;
  retryMs: number;
  expiry: number;
  seed: number;
  clockOffset: number;
  /** Where to write down what must outlive the stand-in; empty: nowhere. */
  journal: string;
  /** Where op-portal remembers the offerings, beyond the end of the stand-in; empty: nowhere. */
  portalMemory: string;
  /** Destinations of the clusters. */
  instances: string[];
  networkVersion: string;
  /** The network's clock at the start, in milliseconds since 1970. */
  networkTime: number;
  networkLatencyMs: number;
  networkRate: number;
  /** Jobs that everybody on the clusters runs a day, from a year ago on; 0: none. */
  jobsPerDay: number;
  /** The most bytes that a new directory on the clusters has. */
  storedBytes: number;
}

const gatehouseUrl = 'http://127.0.0.1:8080/api/openportal';
const defaultInvitePath = path.join(tmpdir(), 'stand-in-of-a-bridge', 'invite.toml');

export const helpText = `A stand-in of OpenPortal's op-bridge: for tests, and to play with.

  --port N                 default 3000; 0 takes a free one
  --portal NAME            our portal; default brics
  --invite PATH            the invite file, made if there is none;
                           default ${defaultInvitePath}
  --invite-form FORM       table (op-bridge 0.32.2) or flat (the specification); default table
  --invite-mode MODE       its permissions; default 600, where op-bridge 0.32.2 has 644
  --signal-url URL         default ${gatehouseUrl}/fetch_job/
  --notification-url URL   default ${gatehouseUrl}/fetch_notification/
  --signatures WHICH       both, 1 (an old bridge) or 2; default both
  --destinations FORM      array (op-bridge 0.32.2), string (older ones) or both; default array
  --rate N                 requests per 10 s and address; default 10000
  --retry-ms N             between two tries of a signal; default 2000
  --expiry SECONDS         of a job; default 120
  --seed N                 of the faults; default 1
  --clock-offset SECONDS   the bridge's clock runs that much ahead; default 0
  --journal PATH           where to write down what it receives, for tests that kill it
  --portal-memory PATH     where op-portal remembers the offerings, for tests that kill it
  --instances LIST         destinations of the clusters behind it, joined by commas;
                           default brics.isambard.clusters.ai,brics.isambard.clusters.i3
  --network-version X      of its agents; default 0.32.2
  --network-time TIME      the network's clock at the start, such as 2026-08-03T12:00:00Z; default now
  --network-latency-ms N   until an instruction is done; default 600
  --network-rate N         changes per second on one cluster, 0 for any number; default 4
  --jobs-per-day N         that everybody on the clusters runs, from a year before the start on;
                           default 0
  --stored-bytes N         the most that a new directory on the clusters has; default 0
  --help`;

/** Nothing if help was asked for. */
export function readOptions(args: string[]): CommandLineOptions | undefined {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '3000' },
      portal: { type: 'string', default: 'brics' },
      invite: { type: 'string', default: defaultInvitePath },
      'invite-form': { type: 'string', default: 'table' },
      'invite-mode': { type: 'string', default: '600' },
      'signal-url': { type: 'string', default: `${gatehouseUrl}/fetch_job/` },
      'notification-url': { type: 'string', default: `${gatehouseUrl}/fetch_notification/` },
      signatures: { type: 'string', default: 'both' },
      destinations: { type: 'string', default: 'array' },
      rate: { type: 'string', default: '10000' },
      'retry-ms': { type: 'string', default: '2000' },
      expiry: { type: 'string', default: '120' },
      seed: { type: 'string', default: '1' },
      'clock-offset': { type: 'string', default: '0' },
      journal: { type: 'string', default: '' },
      'portal-memory': { type: 'string', default: '' },
      instances: { type: 'string' },
      'network-version': { type: 'string', default: defaultNetworkSettings.version },
      'network-time': { type: 'string', default: '' },
      'network-latency-ms': { type: 'string', default: `${defaultNetworkSettings.latencyMs}` },
      'network-rate': { type: 'string', default: `${defaultNetworkSettings.changesPerSecond}` },
      'jobs-per-day': { type: 'string', default: '0' },
      'stored-bytes': { type: 'string', default: '0' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  return {
    port: readNumber('port', values.port),
    portal: values.portal,
    invite: path.resolve(values.invite),
    inviteForm: readChoice('invite-form', values['invite-form'], ['table', 'flat']),
    inviteMode: Number.parseInt(values['invite-mode'], 8),
    signalUrl: new URL(values['signal-url']).href,
    notificationUrl: new URL(values['notification-url']).href,
    signatures: readChoice('signatures', values.signatures, ['both', '1', '2']),
    destinations: readChoice('destinations', values.destinations, ['both', 'array', 'string']),
    rate: readNumber('rate', values.rate),
    retryMs: readNumber('retry-ms', values['retry-ms']),
    expiry: readNumber('expiry', values.expiry),
    seed: readNumber('seed', values.seed),
    clockOffset: readNumber('clock-offset', values['clock-offset']),
    journal: values.journal,
    portalMemory: values['portal-memory'],
    instances: readInstances(values.instances, values.portal),
    networkVersion: values['network-version'],
    networkTime: readTime('network-time', values['network-time']),
    networkLatencyMs: readNumber('network-latency-ms', values['network-latency-ms']),
    networkRate: readNumber('network-rate', values['network-rate']),
    jobsPerDay: readNumber('jobs-per-day', values['jobs-per-day']),
    storedBytes: readNumber('stored-bytes', values['stored-bytes']),
  };
}

function readInstances(value: string | undefined, portal: string): string[] {
  if (value === '') return [];
  const standard = ['ai', 'i3'].map((name) => `${portal}.isambard.clusters.${name}`);
  const destinations = value?.split(',') ?? standard;
  for (const destination of destinations) {
    const names = destination.split('.');
    if (names.length !== 4 || names[0] !== portal || names.includes('')) {
      throw new Error(
        `--instances: ${destination} is not ${portal}.<provider>.<platform>.<cluster>`,
      );
    }
  }
  return destinations;
}

function readTime(name: string, value: string): number {
  const time = value === '' ? Date.now() : Date.parse(value);
  if (Number.isNaN(time)) throw new Error(`--${name}: ${value}?`);
  return time;
}

function readNumber(name: string, value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) throw new Error(`--${name}: ${value}?`);
  return number;
}

function readChoice<Choice extends string>(name: string, value: string, choices: Choice[]): Choice {
  const choice = choices.find((one) => one === value);
  if (choice === undefined) throw new Error(`--${name}: one of ${choices.join(', ')}`);
  return choice;
}
