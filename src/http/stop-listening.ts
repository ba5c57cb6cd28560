import net from 'node:net';
import { setImmediate as endOfTurn } from 'node:timers/promises';

/** A turn of the event loop takes no longer where nothing but the processor was waited for. */
const QUIET_TURN_MS = 0.5;
/** So much longer may a turn take for each second that was waited, where the processor is busy. */
const EXTRA_TURN_MS = 10;
const MAX_WAIT_MS = 2000;

/**
 * Stops listening right after a turn of the event loop that found no connection to accept. The kernel
 * establishes connections before the service accepts them, and resets those that still wait when the
 * socket closes: a proxy that has already sent a change over one answers 502, as it must not send it
 * twice. Node accepts one connection in each turn, so several wait where the processor is busy.
 */
export async function stopListening(server: net.Server): Promise<void> {
  let accepted = 0;
  const count = (): void => {
    accepted += 1;
  };
  server.on('connection', count);
  // What runs now may be in the middle of a turn.
  await endOfTurn();
  const begin = performance.now();
  for (let turn = begin, waited = 0; waited < MAX_WAIT_MS; ) {
    const before = accepted;
    await endOfTurn();
    const end = performance.now();
    const maxTurnMs = QUIET_TURN_MS + (EXTRA_TURN_MS * waited) / 1000;
    if (accepted === before && end - turn <= maxTurnMs) break;
    turn = end;
    waited = end - begin;
  }
  server.off('connection', count);
  // Not the method of an HTTP server, which closes idle connections first: that takes time.
  net.Server.prototype.close.call(server);
}
