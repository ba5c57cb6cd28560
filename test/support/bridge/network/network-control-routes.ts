import { createFieldRefusal, readFields, readNumber, readText } from '../control-fields.ts';
import type { Json } from '../lossless-json.ts';
import { Refusal, type Reply } from '../replies.ts';
import type { ClusterInstance } from './cluster-instance.ts';
import { parseProjectName, parseUserName } from './names.ts';
import type { Network } from './network.ts';
import {
  readFaults,
  readInstance,
  readJobs,
  readRestart,
  readSettings,
  readWorkload,
} from './network-control-fields.ts';
import { submitJobs } from './submit-jobs.ts';

interface NetworkRequest {
  network: Network;
  id: string;
  query: URLSearchParams;
  body: Json;
}

type NetworkHandler = (request: NetworkRequest) => Json | Promise<Json>;

/* The control interface of the network: /stand-in/network/… */
const handlers: Record<string, NetworkHandler> = {
  'POST /network/instances': ({ network, body }) =>
    network.addInstance(readInstance(body, network.portal)).toJson(network.clock.now()),
  'GET /network/instances': ({ network }) =>
    network.routes.list().map((instance) => instance.toJson(network.clock.now())),
  'GET /network/instances/ID': ({ network, id }) =>
    findInstance(network, id).toJson(network.clock.now()),
  'GET /network/instructions': ({ network, query }) =>
    network.journal.list(Number(query.get('from') ?? 0)).map((one) => ({ ...one })),
  'POST /network/faults': ({ network, body }) => {
    network.faults.replaceAll(readFaults(body));
    return { status: 'ok' };
  },
  'POST /network/restart': ({ network, body }) => {
    const { agent, instance, seconds } = readRestart(body);
    network.faults.restart(agent, instance, seconds);
    return { status: 'ok' };
  },
  'POST /network/settings': ({ network, body }) => {
    Object.assign(network.settings, readSettings(body, network.settings));
    return { ...network.settings };
  },
  'GET /network/clock': ({ network }) => ({ now: network.clock.formatNow() }),
  'POST /network/advance': advanceClock,
  'POST /network/jobs': ({ network, body }) => {
    const find = (destination: string) => network.routes.find(destination);
    return { ...submitJobs(readJobs(body), find, network.clock.now()) };
  },
  'POST /network/workload': ({ network, body }) => {
    const { instance, workload } = readWorkload(body);
    findInstance(network, instance).scheduler.setWorkload(workload);
    return { status: 'ok' };
  },
  'POST /network/protected-accounts': addProtectedAccount,
  'POST /network/storage-use': setStorageUse,
};

/** Undefined where the call is not about the network. */
export function findNetworkHandler(
  call: string,
): ((request: Omit<NetworkRequest, 'id'>) => Promise<Reply>) | undefined {
  const [, start = '', id = ''] = /^(.*\/)([^/]+)$/.exec(call) ?? [];
  const handle = handlers[call] ?? handlers[`${start}ID`];
  if (!handle) return undefined;
  return async (request) => ({ status: 200, body: await handle({ ...request, id }) });
}

async function advanceClock({ network, body }: NetworkRequest): Promise<Json> {
  const seconds = readNumber(readFields(body, ['seconds']), 'seconds', 0);
  if (seconds < 0) throw createFieldRefusal('seconds', 'a number from 0');
  await network.clock.advance(seconds * 1000);
  return { now: network.clock.formatNow() };
}

function addProtectedAccount({ network, body }: NetworkRequest): Json {
  const fields = readFields(body, ['instance', 'user']);
  const user = parseUserName(readText(fields, 'user'));
  if (!user) throw createFieldRefusal('user', 'a UserIdentifier');
  findInstance(network, readText(fields, 'instance')).accounts.addProtectedAccount(user);
  return { status: 'ok' };
}

/** How much is stored on a volume by `owner`, a project or a person. */
function setStorageUse({ network, body }: NetworkRequest): Json {
  const fields = readFields(body, ['instance', 'owner', 'volume', 'bytes']);
  const owner = readText(fields, 'owner');
  const name = parseUserName(owner)?.account ?? parseProjectName(owner)?.group;
  if (name === undefined) throw createFieldRefusal('owner', 'a project or a person');
  const { files } = findInstance(network, readText(fields, 'instance'));
  files.setUsedBytes(name, readText(fields, 'volume'), readNumber(fields, 'bytes', 0));
  return { status: 'ok' };
}

function findInstance(network: Network, destination: string): ClusterInstance {
  const found = network.routes.find(destination);
  if (!found) throw new Refusal(404, `No such instance: ${destination}`);
  return found;
}
