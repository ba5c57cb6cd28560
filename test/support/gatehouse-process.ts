import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export const projectRoot = path.join(import.meta.dirname, '..', '..');

/** The Node among a checkout's packages: of the platform's package, or where earlier builds had it. */
function findNode(root: string): string | undefined {
  if (root === projectRoot) return process.execPath;
  const packages = [`node-${process.platform}-${process.arch}`, 'node'];
  return packages
    .map((name) => path.join(root, 'node_modules', name, 'bin', 'node'))
    .find((file) => existsSync(file));
}

/** How a checkout runs its service, as in `npm start`: its own Node, its flags, its main file. */
export function readServiceCommand(root: string): [program: string, ...args: string[]] {
  const program = findNode(root) ?? process.execPath;
  const flags = readFileSync(path.join(root, 'bin', 'node-flags.json'), 'utf8');
  return [program, ...(JSON.parse(flags) as string[]), path.join(root, 'src', 'main.ts')];
}

export interface ProcessResult {
  code: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
}

/** A `gatehouse` command in its own process. */
export class GatehouseProcess {
  static readonly #runningProcesses = new Set<GatehouseProcess>();

  /** Stops the processes that a failed test left running, which would keep its file from ending. */
  static async stopAll(): Promise<void> {
    await Promise.all([...GatehouseProcess.#runningProcesses].map((process) => process.stop()));
  }

  readonly child: ChildProcess;
  stdout = '';
  stderr = '';

  /** `root` is the checkout whose service it is, this one by default. */
  constructor(
    args: string[],
    env: Record<string, string> = {},
    input?: string,
    root = projectRoot,
  ) {
    const { GATEHOUSE_TEST_SERVER: _, ...inherited } = process.env;
    const [program, ...serviceArgs] = readServiceCommand(root);
    this.child = spawn(program, [...serviceArgs, ...args], {
      cwd: root,
      env: { ...inherited, PORT: '0', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    GatehouseProcess.#runningProcesses.add(this);
    this.child.once('close', () => GatehouseProcess.#runningProcesses.delete(this));
    this.child.stdout?.on('data', (chunk) => {
      this.stdout += chunk;
    });
    this.child.stderr?.on('data', (chunk) => {
      this.stderr += chunk;
    });
    this.child.stdin?.end(input ?? '');
  }

  async waitForExit(): Promise<ProcessResult> {
    const [code, signal] =
      this.child.exitCode === null ? await once(this.child, 'close') : [this.child.exitCode, null];
    return { code, signal, stdout: this.stdout, stderr: this.stderr };
  }

  /** Waits until it serves; returns its URL. Throws if it ends before. */
  async waitUntilReady(): Promise<string> {
    for (let tries = 0; tries < 900; tries++) {
      const url = /Gatehouse is ready at (\S+)/.exec(this.stdout)?.[1];
      if (url) return url;
      if (this.child.exitCode !== null) break;
      await pause(100);
    }
    throw new Error(`Not ready: ${this.stdout} ${this.stderr}`);
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<ProcessResult> {
    this.child.kill(signal);
    return this.waitForExit();
  }
}

/** Runs a command to its end. */
export function runGatehouse(
  args: string[],
  env: Record<string, string> = {},
  input?: string,
): Promise<ProcessResult> {
  return new GatehouseProcess(args, env, input).waitForExit();
}
