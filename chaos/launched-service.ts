import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { projectRoot } from '../test/support/gatehouse-process.ts';

/** From one start of the service to its end. */
export interface ServiceRun {
  /** Seconds until it was ready; null where it never was. */
  readyAfterSeconds: number | null;
  durationSeconds: number;
  /** Such as `by SIGKILL` or `with exit code 70`. */
  exit: string;
  /** The last line of standard error before it. */
  lastError: string;
}

const launcher = path.join(projectRoot, 'bin', 'gatehouse.mjs');
const restartLine = /the service ended (?<how>.+); it is started again in (?<seconds>\d+) s/;

/** The launcher (`bin/gatehouse.mjs serve`) and the services that it starts, one after another. */
export class LaunchedService {
  readonly child: ChildProcess;
  /** What it and the service print to standard output. */
  stdout = '';
  readonly #pidFile: string;
  readonly #onRunEnd: (run: ServiceRun) => void;
  #runBegin = performance.now();
  #readyAfterSeconds: number | null = null;
  #lastError = '';

  /** `env.CHAOS_PID` is the file with the service's process id; `onRunEnd` hears each end. */
  constructor(env: Record<string, string>, onRunEnd: (run: ServiceRun) => void) {
    const { GATEHOUSE_TEST_SERVER: _, ...inherited } = process.env;
    this.#pidFile = env.CHAOS_PID ?? '';
    this.#onRunEnd = onRunEnd;
    rmSync(this.#pidFile, { force: true });
    this.child = spawn(process.execPath, [launcher, 'serve'], {
      cwd: projectRoot,
      env: { ...inherited, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { stdout, stderr } = this.child;
    if (stdout) createInterface(stdout).on('line', (line) => this.#readLine(line));
    if (stderr) createInterface(stderr).on('line', (line) => this.#readErrorLine(line));
  }

  /** The process id of the service; null where none runs. */
  get servicePid(): number | null {
    try {
      return Number(readFileSync(this.#pidFile, 'utf8')) || null;
    } catch {
      return null;
    }
  }

  /** Resolves when the launcher has ended, which a service whose launcher was killed may outlive. */
  async waitForExit(): Promise<void> {
    const [code, signal] = await once(this.child, 'exit');
    this.#endRun(signal === null ? `with exit code ${code}` : `by ${signal}`);
  }

  #readLine(line: string): void {
    this.stdout += `${line}\n`;
    if (line.startsWith('Gatehouse is ready at')) this.#readyAfterSeconds = this.#measureSeconds();
  }

  #readErrorLine(line: string): void {
    const { how, seconds } = restartLine.exec(line)?.groups ?? {};
    if (how === undefined) {
      this.#lastError = line.slice(0, 300);
      return;
    }
    this.#endRun(how);
    this.#runBegin = performance.now() + Number(seconds) * 1000;
  }

  #endRun(how: string): void {
    rmSync(this.#pidFile, { force: true });
    this.#onRunEnd({
      readyAfterSeconds: this.#readyAfterSeconds,
      durationSeconds: this.#measureSeconds(),
      exit: how,
      lastError: this.#lastError,
    });
    this.#readyAfterSeconds = null;
    this.#lastError = '';
  }

  #measureSeconds(): number {
    return (performance.now() - this.#runBegin) / 1000;
  }
}
