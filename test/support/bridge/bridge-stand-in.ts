import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { JobRecord, JobRecordState } from './job-board.ts';
import type { ReceivedNotification, Violation } from './portal-conduct.ts';
import { ControlClient } from './control-client.ts';
import type { DestinationsFormat } from './destinations-format.ts';
import type { FaultSettings } from './faults.ts';
import type { AcceptedSignatures } from './authenticator.ts';
import type { NotificationDelivery } from './notification-sender.ts';
import type { InviteForm } from './invite-file.ts';
import type { Job } from './job.ts';
import { type Json, type JsonObject, stringifyJson } from './lossless-json.ts';
import { NetworkClient } from './network/network-client.ts';

export type { ReceivedNotification, Job, JobRecord, Violation };

export interface StandInOptions {
  signalUrl?: string;
  notificationUrl?: string;
  signatures?: AcceptedSignatures;
  destinations?: DestinationsFormat;
  rate?: number;
  retryMs?: number;
  expiry?: number;
  clockOffset?: number;
  port?: number;
  invite?: string;
  seed?: number;
  portal?: string;
  journal?: string;
  inviteForm?: InviteForm;
  /** In octal digits, such as 644. */
  inviteMode?: number;
  portalMemory?: string;
  /** Destinations of the clusters, joined by commas; empty: none. */
  instances?: string;
  networkVersion?: string;
  /** The network's clock at the start, such as 2026-08-03T12:00:00Z. */
  networkTime?: string;
  /** Until a lone instruction is done. */
  networkLatencyMs?: number;
  /** Instructions that change something, on one instance; 0: any number. */
  networkRate?: number;
  /** Jobs that everybody on the clusters runs a day, from a year before the start on. */
  jobsPerDay?: number;
}

export interface SubmitOptions {
  portal?: string;
  offering?: string;
  id?: string;
  expires?: number;
  forwardedFor?: string | null;
  extra?: JsonObject;
  signal?: boolean;
}

const mainScript = path.join(import.meta.dirname, 'main.ts');

/** The stand-in of a bridge in its own process, and the awarding portal behind it. */
export class BridgeStandIn {
  readonly url: string;
  readonly port: number;
  readonly invite: string;
  /** The agents and clusters behind the bridge. */
  readonly network: NetworkClient;
  readonly #child: ChildProcess;
  readonly #controlClient: ControlClient;

  private constructor(child: ChildProcess, url: string, invite: string) {
    this.#child = child;
    this.url = url;
    this.port = Number(new URL(url).port);
    this.invite = invite;
    this.#controlClient = new ControlClient(`${url}/stand-in`, () => isRunning(child));
    this.network = new NetworkClient(this.#controlClient);
  }

  static async start(options: StandInOptions = {}): Promise<BridgeStandIn> {
    const invite = options.invite ?? path.join(createTemporaryFolder(), 'invite.toml');
    const child = spawn(
      process.execPath,
      [mainScript, ...toCommandLine({ port: 0, ...options, invite })],
      {
        // The channel tells it when we are gone, so that it never outlives us.
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    );
    const url = await waitForUrl(child);
    detachChild(child);
    return new BridgeStandIn(child, url, invite);
  }

  /** Submits a command as an awarding portal. Returns the job's id. */
  async submitCommand(instruction: string, options: SubmitOptions = {}): Promise<string> {
    const { forwardedFor, ...rest } = options;
    const { id } = await this.#controlClient.post<{ id: string }>('/ask', {
      portal: 'ukri',
      offering: 'isambard-ai',
      // Chosen here, so that a repetition after a lost reply is the same job.
      id: randomUUID(),
      instruction,
      ...rest,
      ...(forwardedFor === undefined ? {} : { forwarded_for: forwardedFor }),
    });
    return id;
  }

  getJobRecord(id: string, waitSeconds = 0): Promise<JobRecord> {
    return this.#controlClient.get<JobRecord>(`/jobs/${id}?wait=${waitSeconds}`);
  }

  /** The answered job as it is on the board. */
  async waitForAnswer(id: string, waitSeconds = 20): Promise<Job> {
    const story = await this.getJobRecord(id, waitSeconds);
    if (story.state !== 'answered') throw new Error(`Not answered: ${stringifyJson({ ...story })}`);
    return story.job;
  }

  getJobRecords(ids: string[]): Promise<JobRecord[]> {
    return this.#controlClient.post<JobRecord[]>('/jobs/stories', { ids });
  }

  countJobs(): Promise<Record<JobRecordState, number>> {
    return this.#controlClient.get('/jobs');
  }

  getNotifications(): Promise<ReceivedNotification[]> {
    return this.#controlClient.get('/notifications');
  }

  /** An event as `award_changed p1.ukri` goes out in the form of the wire; others as they are. */
  async sendNotification(
    destination: string,
    event: Json,
    options: { id?: string; duplicate?: number; extra?: JsonObject } = {},
  ): Promise<string> {
    const notification = { id: randomUUID(), destination, event, ...options };
    const { id } = await this.#controlClient.post<{ id: string }>('/tell', notification);
    return id;
  }

  getNotificationDelivery(id: string): Promise<NotificationDelivery> {
    return this.#controlClient.get(`/told/${id}`);
  }

  getOfferings(): Promise<string[]> {
    return this.#controlClient.get('/offerings');
  }

  getViolations(): Promise<Violation[]> {
    return this.#controlClient.get('/violations');
  }

  /** `{"GET /health": {"200": 1}, …, "signature_versions": {"1": 0, "2": 1}}` */
  getRequestCounts(): Promise<Record<string, Record<string, number>>> {
    return this.#controlClient.get('/requests');
  }

  /** Replaces all faults; `{}` turns them off. */
  async setFaults(settings: FaultSettings): Promise<void> {
    await this.#controlClient.post('/faults', { ...settings });
  }

  /**
   * The bridge goes down and forgets its board and virtual agents; control calls wait until it is
   * back.
   */
  async restart(downMs = 500, handoverMs?: number): Promise<void> {
    const handover = handoverMs !== undefined && { handover_ms: handoverMs };
    await this.#controlClient.post('/restart', { down_ms: downMs, ...handover });
  }

  async setClockOffset(offset: number): Promise<void> {
    await this.#controlClient.post('/clock', { offset });
  }

  /** The exit code. */
  stop(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  kill(): Promise<number | null> {
    return this.#end('SIGKILL');
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    if (isRunning(this.#child)) {
      this.#child.ref();
      const exit = once(this.#child, 'exit');
      this.#child.kill(signal);
      await exit;
    }
    return this.#child.exitCode;
  }
}

function toCommandLine(options: StandInOptions): string[] {
  return Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `--${name.replace(/[A-Z]/g, (l) => `-${l.toLowerCase()}`)}=${value}`);
}

/** The URL that it prints. */
async function waitForUrl(child: ChildProcess): Promise<string> {
  let output = '';
  const said = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
        const url = /^The stand-in of a bridge listens at (\S+) /m.exec(output)?.[1];
        if (url) resolve(url);
      });
    }
    child.on('error', reject);
    child.on('exit', () => reject(new Error(`The stand-in of a bridge ended: ${output}`)));
  });
  return said;
}

/** A test can end without stopping it. */
function detachChild(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.removeAllListeners('data').resume();
    if (stream && 'unref' in stream && typeof stream.unref === 'function') stream.unref();
  }
  child.stderr?.on('data', (chunk: string) => process.stderr.write(chunk));
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

const temporaryFolders: string[] = [];

function createTemporaryFolder(): string {
  // Deleted at the very end: a stopped stand-in may be started again with the same key.
  if (temporaryFolders.length === 0) process.on('exit', removeFolders);
  const folder = mkdtempSync(path.join(tmpdir(), 'stand-in-of-a-bridge-'));
  temporaryFolders.push(folder);
  return folder;
}

function removeFolders(): void {
  for (const folder of temporaryFolders) rmSync(folder, { recursive: true, force: true });
}
