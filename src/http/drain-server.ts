import type { App } from './app-context.ts';

/** How often connections are looked through. */
const SWEEP_MS = 100;

/**
 * Closes the server after its last open request. Connections that become idle meanwhile are closed too;
 * else their clients could keep the server open. From the limit on, all connections are closed, again
 * and again: the server may still listen then (stop-listening.ts), and so accept more of them.
 */
export async function drainServer(app: App, limitMs: number): Promise<void> {
  const limit = performance.now() + limitMs;
  const timer = setInterval(() => {
    if (performance.now() < limit) app.server.closeIdleConnections();
    else app.server.closeAllConnections();
  }, SWEEP_MS);
  try {
    await app.close();
  } finally {
    clearInterval(timer);
  }
}
