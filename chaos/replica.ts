import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { GatehouseProcess } from '../test/support/gatehouse-process.ts';

const clockModule = path.join(import.meta.dirname, 'jumping-clock.ts');
const RESTART_DELAY_MS = 500;

/** From one start of a replica to its end. */
interface ReplicaRun {
  /** Seconds until it was ready; null where it never was. */
  readyAfterSeconds: number | null;
  durationSeconds: number;
  exitReason: string;
}

/** A process of the service that is started again whenever it ends, as by a process manager. */
export class Replica {
  readonly port: number;
  /** Ends after it was ready that no fault explains. */
  readonly unexpectedExits: string[] = [];
  readonly runs: ReplicaRun[] = [];
  readonly #env: Record<string, string>;
  readonly #clockFile: string;
  #process: GatehouseProcess | null = null;
  #isKilled = false;
  #isStopping = false;
  #log = '';
  #running: Promise<void> = Promise.resolve();

  constructor({
    port,
    folder,
    env,
  }: { port: number; folder: string; env: Record<string, string> }) {
    this.port = port;
    this.#clockFile = path.join(folder, `clock-${port}`);
    this.#env = {
      ...env,
      PORT: String(port),
      LOG_LEVEL: 'error',
      CHAOS_CLOCK: this.#clockFile,
      NODE_OPTIONS: `--import=${clockModule}`,
    };
  }

  /** The log of its processes: errors only. */
  get log(): string {
    return this.#log + (this.#process?.stdout ?? '');
  }

  /** Runs until stop(). */
  start(): void {
    this.#running = this.#restartUntilStopped();
  }

  /** SIGKILL; started again like any other that ends. */
  kill(): void {
    this.#isKilled = true;
    this.#process?.child.kill('SIGKILL');
  }

  /** Sets how many seconds its clock runs ahead. */
  setClock(seconds: number): void {
    writeFileSync(this.#clockFile, String(seconds));
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#process?.child.kill('SIGTERM');
    await this.#running;
  }

  async #restartUntilStopped(): Promise<void> {
    while (!this.#isStopping) {
      const one = new GatehouseProcess(['serve'], this.#env);
      this.#process = one;
      this.#isKilled = false;
      const begin = performance.now();
      let readyAfter: number | null = null;
      one.waitUntilReady().then(
        () => {
          readyAfter = (performance.now() - begin) / 1000;
        },
        () => undefined,
      );
      const { code, signal, stdout, stderr } = await one.waitForExit();
      this.#log += stdout;
      this.#process = null;
      const seconds = (performance.now() - begin) / 1000;
      this.runs.push({
        readyAfterSeconds: readyAfter,
        durationSeconds: seconds,
        exitReason: `${code ?? signal} ${stderr.trim().slice(-300)}`,
      });
      if (readyAfter !== null && !this.#isKilled && !this.#isStopping) {
        this.unexpectedExits.push(
          `port ${this.port} ended with ${code ?? signal}: ${stderr.slice(-1000)}`,
        );
      }
      if (!this.#isStopping) await pause(RESTART_DELAY_MS);
    }
  }
}
