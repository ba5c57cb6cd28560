import type { BridgeState } from './bridge-state.ts';
import { parseDestinations, formatDestinations } from './destinations-format.ts';
import { isUuid } from './job.ts';
import { isObject, type Json } from './lossless-json.ts';
import { BackendFailure, Refusal } from './replies.ts';
import { type RequestBody, parseJsonBody } from './read-request.ts';
import { acceptResult } from './accept-result.ts';
import { CommandRefused } from './network/command.ts';
import { buildHealthTree } from './network/health-tree.ts';
import { isParsable } from './offering-registry.ts';
import { releaseHangingJobs } from './submit-command.ts';

type EndpointHandler = (bridge: BridgeState, body: RequestBody) => Json | Promise<Json>;

/* The bridge's HTTP interface (docs/rules/openportal.md, 6). */
export const endpointHandlers: Record<string, EndpointHandler> = {
  'GET /health': getHealth,
  'GET /get_portal': (bridge) => bridge.options.portal,
  'GET /get_offerings': (bridge) => toDestinationsJson(bridge, bridge.offerings.list()),
  'POST /sync_offerings': (bridge, body) =>
    registerOfferings(bridge, bridge.offerings.sync(readOfferings(bridge, body))),
  'POST /add_offerings': (bridge, body) =>
    registerOfferings(bridge, bridge.offerings.add(readOfferings(bridge, body))),
  'POST /remove_offerings': (bridge, body) =>
    toDestinationsJson(bridge, bridge.offerings.remove(readOfferings(bridge, body))),
  'GET /fetch_jobs': (bridge) => bridge.board.listOpenJobs(),
  'POST /fetch_job': fetchJob,
  'POST /send_result': sendResult,
  'POST /run': createRun,
  'POST /status': getRunStatus,
  'POST /notify': receiveNotification,
  'POST /fetch_notification': fetchNotification,
};

function getHealth(bridge: BridgeState): Json {
  const { portal } = bridge.options;
  const jobs = bridge.board.listOpenJobs().length;
  const uptime = Math.floor((bridge.clock.now() - bridge.startTime) / 1000);
  const health = {
    name: 'bridge',
    agent_type: 'Bridge',
    portal,
    connected: true,
    active_jobs: jobs,
    start_time: new Date(bridge.startTime).toISOString(),
    uptime_seconds: uptime,
    engine: 'templemeads',
    version: bridge.network.settings.version,
    current_time: bridge.network.clock.formatNow(),
    last_updated: bridge.network.clock.formatNow(),
    peers: buildHealthTree(bridge.network),
  };
  return { status: 'ok', health };
}

/** With its agent back, an offering gets the jobs that op-portal could not hand over. */
function registerOfferings(bridge: BridgeState, accepted: string[]): Json {
  releaseHangingJobs(bridge);
  return toDestinationsJson(bridge, accepted);
}

function toDestinationsJson(bridge: BridgeState, list: string[]): Json {
  return formatDestinations(list, bridge.options.destinations);
}

function readOfferings(bridge: BridgeState, body: RequestBody): string[] {
  return parseDestinations(parseJsonBody(body), bridge.options.destinations);
}

function fetchJob(bridge: BridgeState, body: RequestBody): Json {
  const story = bridge.board.findCurrent(readId(parseJsonBody(body)));
  if (story?.state !== 'open') throw new Refusal(404);
  return story.job;
}

function sendResult(bridge: BridgeState, body: RequestBody): Json {
  acceptResult(bridge, body);
  return { status: 'ok' };
}

async function createRun(bridge: BridgeState, body: RequestBody): Promise<Json> {
  const command = readCommand(body);
  await requirePortal(bridge, 'run the job');
  try {
    return bridge.network.run(command);
  } catch (error) {
    throw error instanceof CommandRefused ? new BackendFailure(error.message) : error;
  }
}

async function getRunStatus(bridge: BridgeState, body: RequestBody): Promise<Json> {
  const content = parseJsonBody(body);
  const id = readId(isObject(content) ? content.job : undefined);
  await requirePortal(bridge, 'get the job status');
  const job = bridge.network.jobs.find(id);
  if (!job) throw new BackendFailure(`Job not found: ${id}`);
  return job;
}

/** op-bridge waits five seconds for its op-portal (from the source of 0.32.2; not seen). */
async function requirePortal({ network }: BridgeState, purpose: string): Promise<void> {
  if (await network.waitForPortal(5_000)) return;
  throw new BackendFailure(`Cannot ${purpose} because there is no portal agent`);
}

function receiveNotification(bridge: BridgeState, body: RequestBody): Json {
  const command = readCommand(body);
  const [destination = '', event] = command.split(' ');
  // 200 also where nobody can be reached (seen in 0.32.2): it proves nothing.
  if (!isParsable(destination) || !event) throw new Refusal(500);
  bridge.recordNotification(command);
  return { status: 'ok' };
}

function fetchNotification(bridge: BridgeState, body: RequestBody): Json {
  const notification = bridge.notificationSender.findUndelivered(readId(parseJsonBody(body)));
  if (!notification) throw new Refusal(404);
  return { ...notification };
}

function readId(value: Json | undefined): string {
  if (!isUuid(value)) throw new Refusal(400);
  return value;
}

function readCommand(body: RequestBody): string {
  const content = parseJsonBody(body);
  const command = isObject(content) ? content.command : undefined;
  if (typeof command !== 'string') throw new Refusal(400);
  return command;
}
