// Plain JavaScript that runs on any Node from 20 on: it runs everything else on the locked Node.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { modules, node, root } from './packages.mjs';

/**
 * How the service's Node is to run: young objects in 24 MB, not 48, and the old collected when
 * there are 40 % more, not several times as many. Measured under the load of npm run bench: 200 MB
 * instead of 320, for a tenth of the time at most. No limit, so a large page still finds room.
 */
export const serviceFlags = JSON.parse(
  readFileSync(path.join(root, 'bin', 'node-flags.json'), 'utf8'),
);

// Types are stripped and code is compiled once, not at every start: seconds and 50 MB less. Node
// keeps it by content and does without where it cannot write.
const compiled = { NODE_COMPILE_CACHE: path.join(modules, '.cache', 'compiled') };

/**
 * Runs a program on our Node and ends as it ends. Signals are passed on: a terminal sends Ctrl-C
 * to both of us, but a process manager sends SIGTERM to one.
 */
export function runOnOurNode(args, { env = process.env } = {}) {
  const child = spawnOnOurNode(args, { env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/** Starts a program on our Node. With a channel, it notices when we end. */
export function spawnOnOurNode(args, { env = process.env, hasChannel = false } = {}) {
  const stdio = ['inherit', 'inherit', 'inherit', ...(hasChannel ? ['ipc'] : [])];
  const child = spawn(node, args, { stdio, env: { ...compiled, ...env } });
  child.on('error', (error) => {
    console.error(`gatehouse: ${error.message}`);
    process.exit(1);
  });
  return child;
}
