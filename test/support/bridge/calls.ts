import type { Bridge } from './bridge.ts';
import { readDestinations, writeDestinations } from './destinations.ts';
import { isUuid, makeRun } from './job.ts';
import { isObject, type Json } from './json.ts';
import { Refusal } from './replies.ts';
import { type Body, readJson } from './request.ts';
import { acceptResult } from './results.ts';

type Call = (bridge: Bridge, body: Body) => Json;

/* The bridge's HTTP interface: openportal.md §6. */
export const calls: Record<string, Call> = {
  'GET /health': health,
  'GET /get_portal': (bridge) => bridge.options.portal,
  'GET /get_offerings': (bridge) => destinations(bridge, bridge.offerings.list()),
  'POST /sync_offerings': (bridge, body) =>
    destinations(bridge, bridge.offerings.sync(readOfferings(bridge, body))),
  'POST /add_offerings': (bridge, body) =>
    destinations(bridge, bridge.offerings.add(readOfferings(bridge, body))),
  'POST /remove_offerings': (bridge, body) =>
    destinations(bridge, bridge.offerings.remove(readOfferings(bridge, body))),
  'GET /fetch_jobs': (bridge) => bridge.board.unfinished(),
  'POST /fetch_job': fetchJob,
  'POST /send_result': sendResult,
  'POST /run': run,
  'POST /status': status,
  'POST /notify': notify,
  'POST /fetch_notification': fetchNotification,
};

function health(bridge: Bridge): Json {
  const { portal } = bridge.options;
  const jobs = bridge.board.unfinished().length;
  return { status: 'ok', health: { name: 'bridge', portal, connected: true, active_jobs: jobs } };
}

function destinations(bridge: Bridge, list: string[]): Json {
  return writeDestinations(list, bridge.options.destinations);
}

function readOfferings(bridge: Bridge, body: Body): string[] {
  return readDestinations(readJson(body), bridge.options.destinations);
}

function fetchJob(bridge: Bridge, body: Body): Json {
  const story = bridge.board.find(readId(readJson(body)));
  if (story?.state !== 'open') throw new Refusal(404);
  return story.job;
}

function sendResult(bridge: Bridge, body: Body): Json {
  acceptResult(bridge, body);
  return { status: 'ok' };
}

function run(bridge: Bridge, body: Body): Json {
  const job = makeRun(readCommand(body), bridge.clock.now(), bridge.options.expiry);
  bridge.runs.set(job.id, job);
  return job;
}

function status(bridge: Bridge, body: Body): Json {
  const asked = readJson(body);
  const job = bridge.runs.get(readId(isObject(asked) ? asked.job : undefined));
  if (!job) throw new Refusal(404);
  return job;
}

function notify(bridge: Bridge, body: Body): Json {
  const command = readCommand(body);
  const [destination = '', event] = command.split(' ');
  const names = destination.split('.');
  const reachable = names.length > 1 && names.includes(bridge.options.portal);
  if (!reachable || !event) throw new Refusal(500);
  bridge.hear(command);
  return { status: 'ok' };
}

function fetchNotification(bridge: Bridge, body: Body): Json {
  const notification = bridge.incoming.pending(readId(readJson(body)));
  if (!notification) throw new Refusal(404);
  return { ...notification };
}

function readId(value: Json | undefined): string {
  if (!isUuid(value)) throw new Refusal(400);
  return value;
}

function readCommand(body: Body): string {
  const asked = readJson(body);
  const command = isObject(asked) ? asked.command : undefined;
  if (typeof command !== 'string') throw new Refusal(400);
  return command;
}
