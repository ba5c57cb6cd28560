import { spawn } from 'node:child_process';

export interface ProgramResult {
  /** null where it was killed, for being too slow or from outside. */
  code: number | null;
  /** What it said, both streams, trimmed. */
  output: string;
}

export interface RunOptions {
  /** Milliseconds after which it is killed. */
  timeout: number;
  cwd?: string;
  uid?: number;
  gid?: number;
}

/** Runs a program to its end. Never rejects: a program that is not there has code null. */
export function runProgram(
  program: string,
  args: string[],
  options: RunOptions,
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Nothing of the caller's locale or PG* variables may change what the server does.
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      ...options,
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-8000);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    // 'exit', not 'close': a server that was started holds the pipes open for as long as it lives.
    child.on('exit', (code) => setImmediate(() => resolve({ code, output: output.trim() })));
  });
}
