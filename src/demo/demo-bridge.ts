/* The bridge of the demo: a stand-in in its own process, with two clusters behind it. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Kysely } from 'kysely';
import { toUtcDay } from '../award/dates.ts';
import type { Settings } from '../config/settings.ts';
import type { Database } from '../database/schema.ts';
import { demoDestinationsLike, listDemoDestinations } from './demo-resources.ts';

/** A checkout has it; a package or an image without the tests does not. */
const standInFile = path.join(import.meta.dirname, '../../test/support/bridge/main.ts');

/** A stand-in that does not listen by then is given up. */
const START_MS = 60_000;
/** Of each person on each cluster, so that most projects use a part of their credits in a year. */
const JOBS_PER_DAY = 0.35;
/** The most that a project stores on a volume whose use the cluster knows. */
const STORED_BYTES = 4 * 1024 ** 4;
/** New enough to prove each account by asking back. */
const NETWORK_VERSION = '0.94.0';
/** Fast enough for a demo, slow enough to watch how projects are made. */
const CHANGES_PER_SECOND = 25;
const LATENCY_MS = 40;

/** A bridge that runs as long as the demo. */
export interface DemoBridge {
  /** Its invite file, for readInvite. */
  invite: string;
  /** Makes an account that the agents of a cluster leave alone, as an administrator would by hand. */
  addProtectedAccount: (instance: string, user: string) => Promise<void>;
  stop: () => Promise<void>;
}

/**
 * Starts the stand-in for a database that is empty or has the demo's data, under our portal's name.
 * Returns null, after saying why, for a database with other awards and where the stand-in is not
 * installed or does not start.
 */
export async function startDemoBridge(
  db: Kysely<Database>,
  settings: Settings,
  { portal, now, say }: { portal: string; now: Date; say: (line: string) => void },
): Promise<DemoBridge | null> {
  if (!existsSync(standInFile)) {
    say('The demo has no bridge: the stand-in of one is not part of this installation.');
    return null;
  }
  if (!(await isDemoDatabase(db))) {
    say('The demo has no bridge: the database has awards that are not of the demo.');
    return null;
  }
  const invite = path.resolve(settings.dataDir, 'demo-bridge', 'invite.toml');
  const child = startStandIn(settings, portal, invite);
  const url = await readUrl(child);
  if (url === null) {
    say('The demo has no bridge: the stand-in of one did not start.');
    return null;
  }
  say(`A stand-in of a bridge with two clusters runs for the demo. To send an award through it:`);
  say(`  curl ${url}/stand-in/ask -d '${createExampleRequest(now)}'`);
  return {
    invite,
    addProtectedAccount: (instance, user) =>
      sendControl(`${url}/stand-in/network/protected-accounts`, { instance, user }),
    stop: () => stopStandIn(child),
  };
}

/** Whether the database has no awards, or the machines of a demo that an earlier start filled. */
async function isDemoDatabase(db: Kysely<Database>): Promise<boolean> {
  const award = await db.selectFrom('managed_project').select('id').limit(1).executeTakeFirst();
  if (award === undefined) return true;
  const resource = await db
    .selectFrom('resource')
    .select('id')
    .where('destination', 'like', demoDestinationsLike)
    .limit(1)
    .executeTakeFirst();
  return resource !== undefined;
}

function startStandIn(settings: Settings, portal: string, invite: string): ChildProcess {
  const options = {
    port: 0,
    portal,
    invite,
    instances: listDemoDestinations(portal).join(','),
    'network-version': NETWORK_VERSION,
    'network-rate': CHANGES_PER_SECOND,
    'network-latency-ms': LATENCY_MS,
    'jobs-per-day': JOBS_PER_DAY,
    'stored-bytes': STORED_BYTES,
    ...getSignalUrls(settings),
  };
  const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  return spawn(process.execPath, [standInFile, ...args], {
    // It ends with the channel, also when this process is killed.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    // Ctrl-C is for us alone: what is under way may need the bridge until we end.
    detached: true,
    env: { NODE_NO_WARNINGS: '1' },
  });
}

/** What a funder's portal submits to the bridge: an award that waits for a reviewer. */
function createExampleRequest(now: Date): string {
  const year = now.getUTCFullYear();
  const details = {
    name: 'Sent by hand',
    template: 'open-call',
    key: 'open-call-key',
    members: { 'amara.njoroge@bristol.example.ac.uk': 'PI' },
    start_date: toUtcDay(now),
    end_date: `${year + 1}-12-31`,
    allocation: '120 NHR',
  };
  const instruction = `create_project byhand1.ukri ${JSON.stringify(details)}`;
  return JSON.stringify({ portal: 'ukri', offering: 'isambard-ai', instruction });
}

/** Where signals go; nowhere known where the port is chosen later: then the sweep finds the jobs. */
function getSignalUrls({ host, port, internalListener }: Settings): Record<string, string> {
  const listener = internalListener ?? { host, port };
  if (listener.port === 0) return {};
  const name = ['0.0.0.0', '::'].includes(listener.host) ? '127.0.0.1' : listener.host;
  const base = `http://${name.includes(':') ? `[${name}]` : name}:${listener.port}/api/openportal`;
  return {
    'signal-url': `${base}/fetch_job/`,
    'notification-url': `${base}/fetch_notification/`,
  };
}

/** The URL that it prints once it listens; null where it ends before, or takes too long. */
async function readUrl(child: ChildProcess): Promise<string | null> {
  // Also one that could not be started ends its output.
  child.once('error', () => undefined);
  const timer = setTimeout(() => child.kill('SIGKILL'), START_MS);
  let output = '';
  for await (const chunk of child.stdout as NodeJS.ReadableStream) {
    output += chunk;
    const url = /listens at (\S+)/.exec(output)?.[1];
    if (url === undefined) continue;
    clearTimeout(timer);
    child.unref();
    child.channel?.unref();
    return url;
  }
  clearTimeout(timer);
  return null;
}

async function sendControl(url: string, body: object): Promise<void> {
  const reply = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(`The stand-in of a bridge replied ${reply.status} to ${url}.`);
}

async function stopStandIn(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}
