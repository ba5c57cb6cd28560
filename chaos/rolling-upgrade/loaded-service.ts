import { setTimeout as pause } from 'node:timers/promises';
import type { ApiAccess } from '../../test/support/call-api.ts';
import { GatehouseProcess } from '../../test/support/gatehouse-process.ts';
import { NoteLoad, type NoteResult } from '../ha/note-load.ts';
import { ReadLoad } from './upgrade-load.ts';

/** What a service did. */
export interface ServiceWork {
  decisions: number;
  reads: number;
  /** Jobs that the bridge signalled to it. The first builds log no answers, all log requests. */
  jobs: number;
}

const NOTE_WORKERS = 2;
/** A service is busy when it did this much of each. */
const LEAST_WORK = 3;
const MAX_WAIT_MS = 60_000;

/** A service of a checkout, with a load of reads and decisions on it. */
export class LoadedService {
  readonly name: string;
  readonly access: ApiAccess;
  readonly #service: GatehouseProcess;
  #notes: NoteLoad | null = null;
  #reads: ReadLoad | null = null;

  private constructor(name: string, service: GatehouseProcess, access: ApiAccess) {
    this.name = name;
    this.#service = service;
    this.access = access;
  }

  /** `name`: how the failures call it. `root`: of the checkout, with its packages. */
  static async start(
    name: string,
    root: string,
    { port, token, env }: { port: number; token: string; env: Record<string, string> },
  ): Promise<LoadedService> {
    const service = new GatehouseProcess(
      ['serve'],
      {
        ...{ ...env, PORT: String(port), GATEHOUSE_ADMIN_TOKEN: token, LOG_LEVEL: 'info' },
        ...{ GATEHOUSE_TOKEN_REQUESTS_PER_MINUTE: '1000000', GATEHOUSE_BRIDGE_SWEEP_SECONDS: '2' },
      },
      undefined,
      root,
    );
    return new LoadedService(name, service, { url: await service.waitUntilReady(), token });
  }

  /** `awards`: paths of awards that no other load writes notes to. */
  startLoad(awards: readonly string[]): void {
    const { url, token } = this.access;
    this.#notes = new NoteLoad(url, token, awards, { workers: NOTE_WORKERS, name: this.name });
    this.#reads = new ReadLoad(this.access);
  }

  get work(): ServiceWork {
    return {
      decisions: this.#notes?.acknowledgedCount ?? 0,
      reads: this.#reads?.count ?? 0,
      jobs:
        this.#service.stdout.match(/"(?:url|path)":"[^"]*\/fetch_job\/.*"incoming request"/g)
          ?.length ?? 0,
    };
  }

  /** Waits until it did some of everything since `before`. Throws where it does not. */
  async waitForWork(before: ServiceWork = { decisions: 0, reads: 0, jobs: 0 }): Promise<void> {
    const end = performance.now() + MAX_WAIT_MS;
    for (;;) {
      const done = subtractWork(this.work, before);
      if (Object.values(done).every((count) => count >= LEAST_WORK)) return;
      if (performance.now() > end) throw new Error(`${this.name} did ${JSON.stringify(done)}`);
      await pause(20);
    }
  }

  async stopLoad(): Promise<{ notes: NoteResult; readFailures: ReadonlyMap<string, number> }> {
    const notes = (await this.#notes?.stop()) ?? { acknowledged: [], failures: new Map() };
    await this.#reads?.stop();
    return { notes, readFailures: this.#reads?.failures.counts ?? new Map() };
  }

  /** The errors of its log: a JSON object on a line each, beside lines for people. */
  get loggedErrors(): string[] {
    // What follows the last end of a line may be half of one.
    const lines = this.#service.stdout.split('\n').slice(0, -1);
    return lines
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as LogLine)
      .filter(({ level }) => level >= ERROR)
      .map(({ msg, err }) =>
        [msg, err?.code, err?.message].filter((part) => part !== undefined).join(': '),
      );
  }

  async stop(): Promise<void> {
    await this.stopLoad();
    await this.#service.stop('SIGKILL');
  }
}

/** The level of errors in the log. */
const ERROR = 50;

interface LogLine {
  level: number;
  msg: string;
  err?: { message: string; code?: string };
}

export function subtractWork(work: ServiceWork, before: ServiceWork): ServiceWork {
  return {
    decisions: work.decisions - before.decisions,
    reads: work.reads - before.reads,
    jobs: work.jobs - before.jobs,
  };
}
