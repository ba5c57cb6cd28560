// Plain JavaScript, like the rest of this folder: keeps the service running.
import { spawnOnOurNode } from './bootstrap.mjs';

/** Exit codes after which another start may go well (src/service/process-guard.ts); 7: Node's own. */
const faultCodes = [7, 70, 75];
const firstDelayMs = 1000;
const longestDelayMs = 30_000;
/** A service that ran for longer than this had recovered. */
const recoveredAfterMs = 60_000;
/** How often a start that fails is tried again, where the service had been running. */
const maxFailedStarts = 10;

/**
 * Runs the service and starts it again, after a pause that grows, when it was killed or ends by a
 * fault. Ends as the service ends after a signal, after an operator's mistake (exit code 1 of the
 * first start), or when npm, which started us, is gone.
 */
export function superviseService(args) {
  let child = null;
  let restart = null;
  let restarts = 0;
  let isStopping = false;

  function start() {
    const begun = performance.now();
    child = spawnOnOurNode(args, { hasChannel: true });
    child.on('exit', (code, signal) => {
      child = null;
      if (performance.now() - begun > recoveredAfterMs) restarts = 0;
      if (isStopping || !isWorthRestarting(code, signal, restarts)) return end(code, signal);
      const delayMs = Math.min(longestDelayMs, firstDelayMs * 2 ** restarts);
      restarts++;
      const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
      console.error(
        `gatehouse: the service ended ${how}; it is started again in ${delayMs / 1000} s.`,
      );
      restart = setTimeout(start, delayMs);
    });
  }

  function stop(signal) {
    isStopping = true;
    clearTimeout(restart);
    if (child === null) process.exit(1);
    child.kill(signal);
  }

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));
  stopWithNpm(() => stop('SIGTERM'));
  start();
}

function isWorthRestarting(code, signal, restarts) {
  if (signal !== null || faultCodes.includes(code)) return true;
  return code !== 0 && restarts > 0 && restarts <= maxFailedStarts;
}

function end(code, signal) {
  if (signal === null) process.exit(code);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

/** npm that is killed cannot pass on a signal, but then we get another parent. */
function stopWithNpm(stop) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const npm = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(watch);
    stop();
  }, 500);
}
