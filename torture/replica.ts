import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Gatehouse } from '../test/support/process.ts';

const preload = path.join(import.meta.dirname, 'jumping-clock.ts');
const restartMs = 500;

/** From one start of a replica to its end. */
interface Life {
  /** Seconds until it was ready; null where it never was. */
  readyAfter: number | null;
  seconds: number;
  how: string;
}

/** One of the service's processes, started again whenever it ends, as a process manager does. */
export class Replica {
  readonly port: number;
  /** Ends that nobody asked for, after it was ready. */
  readonly ownEnds: string[] = [];
  readonly lives: Life[] = [];
  readonly #env: Record<string, string>;
  readonly #clockFile: string;
  #process: Gatehouse | null = null;
  #isKilled = false;
  #isOver = false;
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
      TORTURE_CLOCK: this.#clockFile,
      NODE_OPTIONS: `--import=${preload}`,
    };
  }

  /** All that its processes have logged: errors only. */
  get log(): string {
    return this.#log + (this.#process?.stdout ?? '');
  }

  /** Runs until stop(). */
  start(): void {
    this.#running = this.#keepRunning();
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
    this.#isOver = true;
    this.#process?.child.kill('SIGTERM');
    await this.#running;
  }

  async #keepRunning(): Promise<void> {
    while (!this.#isOver) {
      const one = new Gatehouse(['serve'], this.#env);
      this.#process = one;
      this.#isKilled = false;
      const begin = performance.now();
      let readyAfter: number | null = null;
      one.ready().then(
        () => {
          readyAfter = (performance.now() - begin) / 1000;
        },
        () => undefined,
      );
      const { code, signal, stdout, stderr } = await one.finished();
      this.#log += stdout;
      this.#process = null;
      const seconds = (performance.now() - begin) / 1000;
      this.lives.push({
        readyAfter,
        seconds,
        how: `${code ?? signal} ${stderr.trim().slice(-300)}`,
      });
      if (readyAfter !== null && !this.#isKilled && !this.#isOver) {
        this.ownEnds.push(`port ${this.port} ended with ${code ?? signal}: ${stderr.slice(-1000)}`);
      }
      if (!this.#isOver) await pause(restartMs);
    }
  }
}
