import { createFieldRefusal, readFields, readNumber, readText } from '../control-fields.ts';
import type { Json, JsonObject } from '../lossless-json.ts';
import { Refusal } from '../replies.ts';
import { type AgentFault, agentKinds, faultNames } from './agent-faults.ts';
import type { InstanceSettings } from './cluster-instance.ts';
import { isDay } from './day-range.ts';
import type { VolumeSettings } from './filesystem-agent.ts';
import type { JobSpecification } from './submit-jobs.ts';
import type { Workload } from './workload.ts';
import type { NetworkSettings } from './network-settings.ts';

/* Reads the bodies of control requests about the network. A wrong one is refused with the reason. */

export function readInstance(body: Json, portal: string): InstanceSettings {
  const fields = readFields(body, ['destination', 'volumes', 'node', 'maxUsageDays', 'isSafe']);
  const destination = readText(fields, 'destination');
  const names = destination.split('.');
  if (names.length !== 4 || names.includes('') || names[0] !== portal) {
    throw createFieldRefusal('destination', `${portal}.<provider>.<platform>.<instance>`);
  }
  const { volumes, node } = fields;
  return {
    destination,
    volumes: volumes === undefined ? undefined : readList(volumes, 'volumes').map(readVolume),
    node: node === undefined ? undefined : readNode(node),
    maxUsageDays: readNumber(fields, 'maxUsageDays', 31),
    isSafe: fields.isSafe !== false,
  };
}

function readVolume(value: Json): VolumeSettings {
  const known = ['name', 'owner', 'hasQuotaEngine', 'defaultLimit', 'maxLimit'];
  const fields = readFields(value, known);
  return {
    ...(fields as Partial<VolumeSettings>),
    name: readText(fields, 'name'),
    owner: readChoice(fields, 'owner', ['project', 'user'] as const),
    hasQuotaEngine: fields.hasQuotaEngine !== false,
  };
}

function readNode(value: Json) {
  const fields = readFields(value, ['cores', 'gpus', 'memoryMb']);
  return {
    cores: readNumber(fields, 'cores', 8),
    gpus: readNumber(fields, 'gpus', 0),
    memoryMb: readNumber(fields, 'memoryMb', 0),
  };
}

const faultFields = ['fault', 'instance', 'agent', 'verbs', 'chance', 'times', 'seconds', 'text'];

export function readFaults(body: Json): AgentFault[] {
  const fields = readFields(body, ['faults']);
  return readList(fields.faults ?? null, 'faults').map((value) => {
    const fault = readFields(value, [...faultFields, 'done']);
    readChoice(fault, 'fault', faultNames);
    if (fault.agent !== undefined) readChoice(fault, 'agent', agentKinds);
    return fault as unknown as AgentFault;
  });
}

export function readRestart(body: Json) {
  const fields = readFields(body, ['agent', 'instance', 'seconds']);
  return {
    agent: readChoice(fields, 'agent', agentKinds),
    instance: fields.instance === undefined ? undefined : readText(fields, 'instance'),
    seconds: readNumber(fields, 'seconds', 5),
  };
}

/** Some of the settings; the kind of each must be that of the present one. */
export function readSettings(body: Json, present: NetworkSettings): Partial<NetworkSettings> {
  const fields = readFields(body, Object.keys(present));
  for (const [name, value] of Object.entries(fields)) {
    const kind = typeof present[name as keyof NetworkSettings];
    if (typeof value !== kind) throw createFieldRefusal(name, `a ${kind}`);
  }
  return fields as Partial<NetworkSettings>;
}

export function readWorkload(body: Json): { instance: string; workload: Workload | undefined } {
  const fields = readFields(body, ['instance', 'from', 'jobsPerDay', 'maxSeconds', 'seed']);
  const jobsPerDay = readNumber(fields, 'jobsPerDay', 2);
  const instance = readText(fields, 'instance');
  if (jobsPerDay === 0) return { instance, workload: undefined };
  const from = readText(fields, 'from');
  if (!isDay(from)) throw createFieldRefusal('from', 'a day');
  const maxSeconds = readNumber(fields, 'maxSeconds', 14_400);
  return {
    instance,
    workload: { from, jobsPerDay, maxSeconds, seed: readNumber(fields, 'seed', 1) },
  };
}

const jobFields = ['instance', 'user', 'submittedAt', 'waitSeconds', 'seconds', 'cores', 'gpus'];

export function readJobs(body: Json): JobSpecification[] {
  const fields = readFields(body, ['jobs']);
  return readList(fields.jobs ?? null, 'jobs').map((value) => {
    const job = readFields(value, [...jobFields, 'memoryMb', 'count', 'everySeconds']);
    readText(job, 'instance');
    readText(job, 'user');
    for (const name of ['seconds', 'waitSeconds', 'count', 'everySeconds']) {
      if (readNumber(job, name, 0) < 0) throw createFieldRefusal(name, 'a number from 0');
    }
    return job as unknown as JobSpecification;
  });
}

function readList(value: Json, field: string): Json[] {
  if (!Array.isArray(value)) throw createFieldRefusal(field, 'an array');
  return value;
}

function readChoice<Choice extends string>(
  fields: JsonObject,
  field: string,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((one) => one === fields[field]);
  if (choice === undefined) throw new Refusal(400, `${field}: one of ${choices.join(', ')}`);
  return choice;
}
