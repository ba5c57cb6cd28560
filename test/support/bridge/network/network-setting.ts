import assert from 'node:assert/strict';
import { BridgeStandIn, type StandInOptions } from '../bridge-stand-in.ts';
import { PortalClient } from '../portal-client.ts';
import { runCommand, startCommand, waitForRunJob } from './run-command.ts';
import type { RunJob } from './run-job-board.ts';

/** The first of the instances that a stand-in has. */
export const ai = 'brics.isambard.clusters.ai';
export const i3 = 'brics.isambard.clusters.i3';

/** A network for tests, with a portal that sends instructions and no product. */
export class NetworkSetting {
  readonly bridge: BridgeStandIn;
  readonly portal: PortalClient;

  private constructor(bridge: BridgeStandIn) {
    this.bridge = bridge;
    this.portal = new PortalClient(bridge.url, bridge.invite);
  }

  /** Without latency and without a limit of the rate, unless the options say so. */
  static async open(options: StandInOptions = {}): Promise<NetworkSetting> {
    const bridge = await BridgeStandIn.start({ networkLatencyMs: 0, networkRate: 0, ...options });
    await bridge.network.changeSettings({ sendsEvents: false });
    return new NetworkSetting(bridge);
  }

  get network() {
    return this.bridge.network;
  }

  close(): Promise<number | null> {
    return this.bridge.stop();
  }

  /** The value of an instruction that completes. */
  async succeed(instruction: string, destination = ai): Promise<unknown> {
    const job = await runCommand(this.portal, `${destination} ${instruction}`);
    assert.equal(job.state, 'Complete', `${instruction}: ${job.result}`);
    return JSON.parse(job.result ?? '');
  }

  /** The text of an instruction's error. */
  async fail(instruction: string, destination = ai): Promise<string> {
    const job = await runCommand(this.portal, `${destination} ${instruction}`);
    assert.equal(job.state, 'Error', `${instruction}: ${job.result}`);
    return job.result ?? '';
  }

  start(instruction: string, destination = ai): Promise<RunJob> {
    return startCommand(this.portal, `${destination} ${instruction}`);
  }

  finish({ id }: RunJob): Promise<RunJob> {
    return waitForRunJob(this.portal, id);
  }
}
