import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Story, StoryState } from './board.ts';
import type { Heard, Violation } from './bridge.ts';
import { Control } from './control-client.ts';
import type { DestinationsForm } from './destinations.ts';
import type { FaultSettings } from './faults.ts';
import type { Spoken } from './gate.ts';
import type { Told } from './incoming.ts';
import type { Job } from './job.ts';
import { type JsonObject, stringifyJson } from './json.ts';

export type { Heard, Job, Story, Violation };

export interface StandInOptions {
  signalUrl?: string;
  notificationUrl?: string;
  signatures?: Spoken;
  destinations?: DestinationsForm;
  rate?: number;
  retryMs?: number;
  expiry?: number;
  clockOffset?: number;
  port?: number;
  invite?: string;
  seed?: number;
  portal?: string;
  journal?: string;
}

export interface AskOptions {
  portal?: string;
  offering?: string;
  id?: string;
  expires?: number;
  forwardedFor?: string | null;
  extra?: JsonObject;
  signal?: boolean;
}

const main = path.join(import.meta.dirname, 'main.ts');

/** The stand-in of a bridge in its own process, and the awarding portal behind it. */
export class StandIn {
  readonly url: string;
  readonly port: number;
  readonly invite: string;
  readonly #child: ChildProcess;
  readonly #control: Control;

  private constructor(child: ChildProcess, url: string, invite: string) {
    this.#child = child;
    this.url = url;
    this.port = Number(new URL(url).port);
    this.invite = invite;
    this.#control = new Control(`${url}/stand-in`, () => isRunning(child));
  }

  static async start(options: StandInOptions = {}): Promise<StandIn> {
    const invite = options.invite ?? path.join(temporaryFolder(), 'invite.toml');
    const child = spawn(process.execPath, [main, ...commandLine({ port: 0, ...options, invite })], {
      // The channel tells it when we are gone, so that it never outlives us.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const url = await listening(child);
    letGo(child);
    return new StandIn(child, url, invite);
  }

  /** The awarding portal asks; the job's id. */
  async ask(instruction: string, options: AskOptions = {}): Promise<string> {
    const { forwardedFor, ...rest } = options;
    const { id } = await this.#control.post<{ id: string }>('/ask', {
      portal: 'ukri',
      offering: 'isambard-ai',
      // Ours, so that asking again after a lost reply asks for the same.
      id: randomUUID(),
      instruction,
      ...rest,
      ...(forwardedFor === undefined ? {} : { forwarded_for: forwardedFor }),
    });
    return id;
  }

  story(id: string, waitSeconds = 0): Promise<Story> {
    return this.#control.get<Story>(`/jobs/${id}?wait=${waitSeconds}`);
  }

  /** The answered job as it is on the board. */
  async answer(id: string, waitSeconds = 20): Promise<Job> {
    const story = await this.story(id, waitSeconds);
    if (story.state !== 'answered') throw new Error(`Not answered: ${stringifyJson({ ...story })}`);
    return story.job;
  }

  stories(ids: string[]): Promise<Story[]> {
    return this.#control.post<Story[]>('/jobs/stories', { ids });
  }

  counts(): Promise<Record<StoryState, number>> {
    return this.#control.get('/jobs');
  }

  notifications(): Promise<Heard[]> {
    return this.#control.get('/notifications');
  }

  async tell(
    destination: string,
    event: string,
    options: { id?: string; duplicate?: number } = {},
  ): Promise<string> {
    const notification = { id: randomUUID(), destination, event, ...options };
    const { id } = await this.#control.post<{ id: string }>('/tell', notification);
    return id;
  }

  told(id: string): Promise<Told> {
    return this.#control.get(`/told/${id}`);
  }

  offerings(): Promise<string[]> {
    return this.#control.get('/offerings');
  }

  violations(): Promise<Violation[]> {
    return this.#control.get('/violations');
  }

  /** `{"GET /health": {"200": 1}, …, "signature_versions": {"1": 0, "2": 1}}` */
  requests(): Promise<Record<string, Record<string, number>>> {
    return this.#control.get('/requests');
  }

  /** Replaces all faults; `{}` turns them off. */
  async faults(settings: FaultSettings): Promise<void> {
    await this.#control.post('/faults', { ...settings });
  }

  /** The bridge goes down and forgets; control calls wait until it is back. */
  async restart(downMs = 500): Promise<void> {
    await this.#control.post('/restart', { down_ms: downMs });
  }

  async clock(offset: number): Promise<void> {
    await this.#control.post('/clock', { offset });
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

function commandLine(options: StandInOptions): string[] {
  return Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `--${name.replace(/[A-Z]/g, (l) => `-${l.toLowerCase()}`)}=${value}`);
}

/** Where it says it listens. */
async function listening(child: ChildProcess): Promise<string> {
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

/** A test that forgets to stop it can end all the same. */
function letGo(child: ChildProcess): void {
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

const folders: string[] = [];

function temporaryFolder(): string {
  // Kept to the very end: a stopped one may be started again with the same key.
  if (folders.length === 0) process.on('exit', removeFolders);
  const folder = mkdtempSync(path.join(tmpdir(), 'stand-in-of-a-bridge-'));
  folders.push(folder);
  return folder;
}

function removeFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
