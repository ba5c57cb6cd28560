import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export const root = path.join(import.meta.dirname, '..', '..');
const main = path.join(root, 'src', 'main.ts');
/** As `npm start` has it. */
const flags = JSON.parse(
  readFileSync(path.join(root, 'bin', 'node-flags.json'), 'utf8'),
) as string[];

export interface Finished {
  code: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
}

/** A `gatehouse` command in its own process. */
export class Gatehouse {
  static readonly #running = new Set<Gatehouse>();

  /** Ends what a test that failed has left running: else its file would wait for ever. */
  static async endAll(): Promise<void> {
    await Promise.all([...Gatehouse.#running].map((left) => left.stop()));
  }

  readonly child: ChildProcess;
  stdout = '';
  stderr = '';

  constructor(args: string[], env: Record<string, string> = {}, input?: string) {
    const { GATEHOUSE_TEST_SERVER: _, ...inherited } = process.env;
    this.child = spawn(process.execPath, [...flags, main, ...args], {
      cwd: root,
      env: { ...inherited, PORT: '0', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    Gatehouse.#running.add(this);
    this.child.once('close', () => Gatehouse.#running.delete(this));
    this.child.stdout?.on('data', (chunk) => {
      this.stdout += chunk;
    });
    this.child.stderr?.on('data', (chunk) => {
      this.stderr += chunk;
    });
    this.child.stdin?.end(input ?? '');
  }

  async finished(): Promise<Finished> {
    const [code, signal] =
      this.child.exitCode === null ? await once(this.child, 'close') : [this.child.exitCode, null];
    return { code, signal, stdout: this.stdout, stderr: this.stderr };
  }

  /** The address it says it serves at. */
  async ready(): Promise<string> {
    for (let tries = 0; tries < 300; tries++) {
      const address = /Gatehouse is ready at (\S+)/.exec(this.stdout)?.[1];
      if (address) return address;
      if (this.child.exitCode !== null) break;
      await pause(100);
    }
    throw new Error(`Not ready: ${this.stdout} ${this.stderr}`);
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Finished> {
    this.child.kill(signal);
    return this.finished();
  }
}

/** Runs a command to its end. */
export function gatehouse(
  args: string[],
  env: Record<string, string> = {},
  input?: string,
): Promise<Finished> {
  return new Gatehouse(args, env, input).finished();
}
