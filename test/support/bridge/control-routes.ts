import { randomUUID } from 'node:crypto';
import { submitCommand } from './submit-command.ts';
import type { JobRecord } from './job-board.ts';
import type { BridgeState } from './bridge-state.ts';
import type { FaultSettings } from './faults.ts';
import {
  readNumber,
  readFields,
  readText,
  readTexts,
  createFieldRefusal,
} from './control-fields.ts';
import { isUuid } from './job.ts';
import { isObject, type Json, type JsonObject } from './lossless-json.ts';
import { findNetworkHandler } from './network/network-control-routes.ts';
import { Refusal, type Reply } from './replies.ts';

/* The interface for tests and for the awarding portal: /stand-in/… */
export interface ControlRequest {
  bridge: BridgeState;
  id: string;
  query: URLSearchParams;
  body: Json;
}

type ControlHandler = (order: ControlRequest) => Reply | Promise<Reply>;

/** `ID` stands for the rest of the path. */
const controlHandlers: Record<string, ControlHandler> = {
  'POST /ask': ({ bridge, body }) => submitCommand(bridge, body),
  'GET /jobs': ({ bridge }) => createOkReply(bridge.board.countByState()),
  'GET /jobs/ID': getJobRecord,
  'POST /jobs/stories': ({ bridge, body }) =>
    createOkReply(
      readTexts(readFields(body, ['ids']), 'ids').map((id) =>
        toRecordJson(findJobRecord(bridge, id)),
      ),
    ),
  'GET /notifications': ({ bridge }) =>
    createOkReply(bridge.receivedNotifications.map((one) => ({ ...one }))),
  'POST /tell': sendNotification,
  'GET /told/ID': getNotificationDelivery,
  'GET /offerings': ({ bridge }) => createOkReply(bridge.offerings.list()),
  'GET /violations': ({ bridge }) => createOkReply(bridge.violations.map((one) => ({ ...one }))),
  'GET /requests': ({ bridge }) => createOkReply(bridge.requestCounts.toJson()),
  'POST /faults': setFaults,
  'POST /clock': setClock,
};

export async function handleControlRequest(
  call: string,
  order: Omit<ControlRequest, 'id'>,
): Promise<Reply> {
  const forNetwork = findNetworkHandler(call);
  if (forNetwork) return forNetwork({ ...order, network: order.bridge.network });
  const exact = controlHandlers[call];
  if (exact) return exact({ ...order, id: '' });
  const [, start = '', id = ''] = /^(.*\/)([^/]+)$/.exec(call) ?? [];
  const withId = controlHandlers[`${start}ID`];
  if (!withId) throw new Refusal(404);
  return withId({ ...order, id });
}

async function getJobRecord({ bridge, id, query }: ControlRequest): Promise<Reply> {
  const found = findJobRecord(bridge, id);
  const seconds = Number(query.get('wait') ?? 0);
  if (!(seconds >= 0)) throw createFieldRefusal('wait', 'a number of seconds');
  if (seconds > 0) await bridge.board.waitUntilClosed(found, seconds * 1000);
  return createOkReply(toRecordJson(found));
}

function findJobRecord(bridge: BridgeState, id: string): JobRecord {
  const found = bridge.board.findRecord(id.toLowerCase());
  if (!found) throw new Refusal(404, `No such job: ${id}`);
  return found;
}

function sendNotification({ bridge, body }: ControlRequest): Reply {
  const fields = readFields(body, ['destination', 'event', 'id', 'duplicate', 'extra']);
  const { id = randomUUID(), event = null, extra = {} } = fields;
  if (!isUuid(id)) throw createFieldRefusal('id', 'a UUID');
  if (!isObject(extra)) throw createFieldRefusal('extra', 'an object');
  const destination = readText(fields, 'destination');
  const notification = { id, destination, event: toWireEvent(event), ...extra };
  bridge.notificationSender.send(notification, readNumber(fields, 'duplicate', 0));
  return { status: 201, body: { id } };
}

function getNotificationDelivery({ bridge, id }: ControlRequest): Reply {
  const found = bridge.notificationSender.getDelivery(id);
  if (!found) throw new Refusal(404, `No such notification: ${id}`);
  return createOkReply({ ...found });
}

/**
 * `award_changed p1.ukri` as bridges of every version hand it over: `{"AwardChanged": "p1.ukri"}`
 * (seen in 0.32.2). Anything else goes out as it is.
 */
function toWireEvent(event: Json): Json {
  if (typeof event !== 'string') return event;
  const [, word, identifier] = /^((?:award|project|user)_[a-z]+) (\S+)$/.exec(event) ?? [];
  if (word === undefined || identifier === undefined) return event;
  const name = word.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return { [name]: identifier };
}

const faultFields = ['chance', 'delay_ms', 'duplicate_signals', 'lost_signals', 'paths'];

function setFaults({ bridge, body }: ControlRequest): Reply {
  const fields = readFields(body, faultFields);
  const settings: FaultSettings = {
    chance: readChances(fields.chance ?? {}),
    delay_ms: readNumber(fields, 'delay_ms', 300),
    duplicate_signals: readNumber(fields, 'duplicate_signals', 0),
    lost_signals: readNumber(fields, 'lost_signals', 0),
  };
  if (fields.paths !== undefined) settings.paths = readTexts(fields, 'paths');
  bridge.faults.setSettings(settings);
  return createOkReply({ status: 'ok' });
}

function setClock({ bridge, body }: ControlRequest): Reply {
  bridge.clock.setOffset(readNumber(readFields(body, ['offset']), 'offset', 0));
  return createOkReply({ status: 'ok' });
}

function readChances(value: Json): Record<string, number> {
  const isChances = isObject(value) && Object.values(value).every((one) => typeof one === 'number');
  if (!isChances) throw createFieldRefusal('chance', 'an object of numbers');
  return value as Record<string, number>;
}

function toRecordJson(found: JobRecord): JsonObject {
  return { ...found };
}

function createOkReply(body: Json): Reply {
  return { status: 200, body };
}
