import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { PortalClient } from '../support/bridge/portal-client.ts';
import { SignalReceiver } from '../support/bridge/signal-receiver.ts';
import type { Json, JsonObject } from '../support/bridge/lossless-json.ts';
import { type Job, BridgeStandIn, type StandInOptions } from '../support/bridge/bridge-stand-in.ts';

/* A stand-in of a bridge, a client and a receiver of its signals, for the tests of the stand-in. */

export const offering = 'isambard-ai.brics.ukri';
export const ok = { status: 'ok' };

export interface Setting {
  bridge: BridgeStandIn;
  portal: PortalClient;
  ear: SignalReceiver;
}

export async function open(options: StandInOptions = {}): Promise<Setting> {
  const ear = await SignalReceiver.open();
  const signals = { signalUrl: ear.url, notificationUrl: ear.url };
  const bridge = await BridgeStandIn.start({ ...signals, retryMs: 20, ...options });
  return { bridge, portal: new PortalClient(bridge.url, bridge.invite), ear };
}

export async function close({ bridge, ear }: Setting): Promise<void> {
  await bridge.stop();
  ear.close();
}

export async function openFor(t: TestContext, options: StandInOptions = {}): Promise<Setting> {
  const setting = await open(options);
  t.after(() => close(setting));
  return setting;
}

export async function offered(t: TestContext, options: StandInOptions = {}): Promise<Setting> {
  const setting = await openFor(t, options);
  await setting.portal.postJson('sync_offerings', [offering]);
  return setting;
}

export function success(job: Job, changes: JsonObject = {}): JsonObject {
  return {
    ...job,
    state: 'Complete',
    result: '"p1.ukri:a6a.brics"',
    result_type: 'ProjectMapping',
    version: Number(job.version) + 1000,
    ...changes,
  };
}

export function failure(
  job: Job,
  name: string,
  kind: string,
  changes: JsonObject = {},
): JsonObject {
  const message = `${name}: no`;
  const error = { kind, message };
  return success(job, { state: 'Error', result: message, result_type: 'Error', error, ...changes });
}

/** Waits for as long as a job is signalled at all: five tries of another one, which then is dropped. */
export async function letSignalsPass({ bridge, ear }: Setting): Promise<void> {
  ear.nextStatuses.push(...Array<number>(5).fill(503));
  const id = await bridge.submitCommand('get_projects ukri');
  assert.equal((await bridge.getJobRecord(id, 10)).state, 'dropped');
}

export function getHealth(answer: Json): JsonObject {
  return (answer as { health: JsonObject }).health;
}

export function without(body: JsonObject, field: string): JsonObject {
  const { [field]: _, ...rest } = body;
  return rest;
}
