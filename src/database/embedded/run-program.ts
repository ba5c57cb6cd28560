import { spawn } from 'node:child_process';

export interface ProgramResult {
  /** null if it was killed, after the timeout or from outside, or could not be started. */
  code: number | null;
  /** Its last output on both streams, trimmed. */
  output: string;
}

export interface RunOptions {
  /** Milliseconds after which it is killed. */
  timeout: number;
  cwd?: string;
  uid?: number;
  gid?: number;
}

/** Runs a program to its end. Never rejects: see the code null. */
export function runProgram(
  program: string,
  args: string[],
  options: RunOptions,
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Without the caller's locale and PG* variables, which would affect the server.
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
    // 'exit', not 'close': a started server keeps the pipes open as long as it runs.
    child.on('exit', (code) => setImmediate(() => resolve({ code, output: output.trim() })));
  });
}
