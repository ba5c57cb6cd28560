import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { exitCodes } from '../src/service/process-guard.ts';
import { projectRoot } from '../test/support/gatehouse-process.ts';
import { isProcessAlive } from '../test/support/process-alive.ts';
import { LaunchedService, type ServiceRun } from './launched-service.ts';

const preloadedModules = [
  path.join(import.meta.dirname, 'announce-pid.ts'),
  path.join(import.meta.dirname, 'jumping-clock.ts'),
  path.join(projectRoot, 'test', 'support', 'throw-on-signal.ts'),
];
const RESTART_DELAY_MS = 500;
/** The drain and what stops after it. */
const MAX_SERVICE_END_MS = 30_000;

/** A launcher that was killed, and what became of its service. */
export interface LauncherKill {
  /** null where no service ran. */
  servicePid: number | null;
  /** Until the service had ended; null where it went on. */
  endedAfterSeconds: number | null;
}

/**
 * A replica of the service under its launcher, as `npm start` runs it. The launcher starts the service
 * again after a fault; it is itself started again whenever it ends, as by a process manager.
 */
export class Replica {
  readonly port: number;
  /** Ends after it was ready that no fault explains. */
  readonly unexpectedExits: string[] = [];
  readonly runs: ServiceRun[] = [];
  readonly #env: Record<string, string>;
  readonly #clockFile: string;
  #launched: LaunchedService | null = null;
  /** How the current run may end, because of a fault. */
  #explainedExits: string[] = [];
  #isStopping = false;
  #log = '';
  #running: Promise<void> = Promise.resolve();
  readonly #launcherKills: Promise<LauncherKill>[] = [];

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
      CHAOS_PID: path.join(folder, `pid-${port}`),
      NODE_OPTIONS: preloadedModules.map((module) => `--import=${module}`).join(' '),
    };
  }

  /** The log of its processes: errors only. */
  get log(): string {
    return this.#log + (this.#launched?.stdout ?? '');
  }

  /** Runs until stop(). */
  start(): void {
    this.#running = this.#restartUntilStopped();
  }

  /** SIGKILL to the service, which its launcher starts again. */
  kill(): void {
    this.#signalService('SIGKILL', 'by SIGKILL');
  }

  /** SIGTERM to the launcher: the service finishes what is under way, and both exit 0. */
  terminate(): void {
    this.#explainedExits.push('with exit code 0');
    this.#launched?.child.kill('SIGTERM');
  }

  /** An error that nobody catches: the service finishes what is under way and exits with its own code. */
  throwUncaught(): void {
    this.#signalService('SIGUSR2', `with exit code ${exitCodes.fault}`);
  }

  /** SIGKILL to the launcher, which can pass nothing on: its service must end all the same. */
  killLauncher(): void {
    const servicePid = this.#launched?.servicePid ?? null;
    this.#explainedExits.push('by SIGKILL');
    this.#launched?.child.kill('SIGKILL');
    this.#launcherKills.push(waitForServiceEnd(servicePid));
  }

  /** Every kill of the launcher so far; waits for what became of the services. */
  listLauncherKills(): Promise<LauncherKill[]> {
    return Promise.all(this.#launcherKills);
  }

  /** Sets how many seconds its clock runs ahead. */
  setClock(seconds: number): void {
    writeFileSync(this.#clockFile, String(seconds));
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#launched?.child.kill('SIGTERM');
    await this.#running;
  }

  #signalService(signal: NodeJS.Signals, exit: string): void {
    const pid = this.#launched?.servicePid ?? null;
    if (pid === null || !isProcessAlive(pid)) return;
    this.#explainedExits.push(exit);
    process.kill(pid, signal);
  }

  async #restartUntilStopped(): Promise<void> {
    while (!this.#isStopping) {
      const launched = new LaunchedService(this.#env, (run) => this.#endRun(run));
      this.#launched = launched;
      await launched.waitForExit();
      this.#log += launched.stdout;
      this.#launched = null;
      if (!this.#isStopping) await pause(RESTART_DELAY_MS);
    }
  }

  #endRun(run: ServiceRun): void {
    this.runs.push(run);
    const isExplained = this.#explainedExits.includes(run.exit);
    this.#explainedExits = [];
    if (run.readyAfterSeconds === null || isExplained || this.#isStopping) return;
    this.unexpectedExits.push(`port ${this.port} ended ${run.exit}: ${run.lastError}`);
  }
}

async function waitForServiceEnd(servicePid: number | null): Promise<LauncherKill> {
  const begin = performance.now();
  while (servicePid !== null && isProcessAlive(servicePid)) {
    if (performance.now() - begin > MAX_SERVICE_END_MS)
      return { servicePid, endedAfterSeconds: null };
    await pause(100);
  }
  return { servicePid, endedAfterSeconds: (performance.now() - begin) / 1000 };
}
