import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { exitCodes } from '../src/service/process-guard.ts';
import { GatehouseProcess, projectRoot } from '../test/support/gatehouse-process.ts';

const clockModule = path.join(import.meta.dirname, 'jumping-clock.ts');
const throwModule = path.join(projectRoot, 'test', 'support', 'throw-on-signal.ts');
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
  /** The exit codes that a fault explains: null for a signal. */
  #explainedCodes: (number | null)[] = [];
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
      NODE_OPTIONS: `--import=${clockModule} --import=${throwModule}`,
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
    this.#end('SIGKILL', null);
  }

  /** SIGTERM: it finishes what is under way and exits 0. */
  terminate(): void {
    this.#end('SIGTERM', 0);
  }

  /** An error that nobody catches: it finishes what is under way and exits with its own code. */
  throwUncaught(): void {
    this.#end('SIGUSR2', exitCodes.fault);
  }

  #end(signal: NodeJS.Signals, code: number | null): void {
    this.#explainedCodes.push(code);
    this.#process?.child.kill(signal);
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
      this.#explainedCodes = [];
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
      const isExplained = this.#explainedCodes.includes(code);
      if (readyAfter !== null && !isExplained && !this.#isStopping) {
        this.unexpectedExits.push(
          `port ${this.port} ended with ${code ?? signal}: ${stderr.slice(-1000)}`,
        );
      }
      if (!this.#isStopping) await pause(RESTART_DELAY_MS);
    }
  }
}
