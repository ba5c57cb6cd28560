import { randomUUID } from 'node:crypto';
import { ask } from './ask.ts';
import type { Story } from './board.ts';
import type { Bridge } from './bridge.ts';
import type { FaultSettings } from './faults.ts';
import { number, readFields, text, texts, wrong } from './fields.ts';
import { isUuid } from './job.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { Refusal, type Reply } from './replies.ts';

/* The test's side of the bridge, and the awarding portal's: /stand-in/… */
export interface Order {
  bridge: Bridge;
  id: string;
  query: URLSearchParams;
  body: Json;
}

type Answer = (order: Order) => Reply | Promise<Reply>;

/** `ID` stands for the rest of the path. */
const orders: Record<string, Answer> = {
  'POST /ask': ({ bridge, body }) => ask(bridge, body),
  'GET /jobs': ({ bridge }) => ok(bridge.board.counts()),
  'GET /jobs/ID': oneStory,
  'POST /jobs/stories': ({ bridge, body }) =>
    ok(texts(readFields(body, ['ids']), 'ids').map((id) => asJson(story(bridge, id)))),
  'GET /notifications': ({ bridge }) => ok(bridge.heard.map((one) => ({ ...one }))),
  'POST /tell': tell,
  'GET /told/ID': told,
  'GET /offerings': ({ bridge }) => ok(bridge.offerings.list()),
  'GET /violations': ({ bridge }) => ok(bridge.violations.map((one) => ({ ...one }))),
  'GET /requests': ({ bridge }) => ok(bridge.tally.toJson()),
  'POST /faults': setFaults,
  'POST /clock': setClock,
};

export async function obey(call: string, order: Omit<Order, 'id'>): Promise<Reply> {
  const exact = orders[call];
  if (exact) return exact({ ...order, id: '' });
  const [, start = '', id = ''] = /^(.*\/)([^/]+)$/.exec(call) ?? [];
  const withId = orders[`${start}ID`];
  if (!withId) throw new Refusal(404);
  return withId({ ...order, id });
}

async function oneStory({ bridge, id, query }: Order): Promise<Reply> {
  const found = story(bridge, id);
  const seconds = Number(query.get('wait') ?? 0);
  if (!(seconds >= 0)) throw wrong('wait', 'a number of seconds');
  if (seconds > 0) await bridge.board.closed(found, seconds * 1000);
  return ok(asJson(found));
}

function story(bridge: Bridge, id: string): Story {
  const found = bridge.board.story(id.toLowerCase());
  if (!found) throw new Refusal(404, `No such job: ${id}`);
  return found;
}

function tell({ bridge, body }: Order): Reply {
  const fields = readFields(body, ['destination', 'event', 'id', 'duplicate']);
  const { id = randomUUID() } = fields;
  if (!isUuid(id)) throw wrong('id', 'a UUID');
  const notification = {
    id,
    destination: text(fields, 'destination'),
    event: text(fields, 'event'),
  };
  bridge.incoming.tell(notification, number(fields, 'duplicate', 0));
  return { status: 201, body: { id } };
}

function told({ bridge, id }: Order): Reply {
  const found = bridge.incoming.told(id);
  if (!found) throw new Refusal(404, `No such notification: ${id}`);
  return ok({ ...found });
}

const faultFields = ['chance', 'delay_ms', 'duplicate_signals', 'lost_signals', 'paths'];

function setFaults({ bridge, body }: Order): Reply {
  const fields = readFields(body, faultFields);
  const settings: FaultSettings = {
    chance: numbers(fields.chance ?? {}),
    delay_ms: number(fields, 'delay_ms', 300),
    duplicate_signals: number(fields, 'duplicate_signals', 0),
    lost_signals: number(fields, 'lost_signals', 0),
  };
  if (fields.paths !== undefined) settings.paths = texts(fields, 'paths');
  bridge.faults.set(settings);
  return ok({ status: 'ok' });
}

function setClock({ bridge, body }: Order): Reply {
  bridge.clock.setOffset(number(readFields(body, ['offset']), 'offset', 0));
  return ok({ status: 'ok' });
}

function numbers(value: Json): Record<string, number> {
  const isChances = isObject(value) && Object.values(value).every((one) => typeof one === 'number');
  if (!isChances) throw wrong('chance', 'an object of numbers');
  return value as Record<string, number>;
}

function asJson(found: Story): JsonObject {
  return { ...found };
}

function ok(body: Json): Reply {
  return { status: 200, body };
}
