import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Runs in the worker: sends the request on each connection, and collects the replies. */
const code = `
const net = require('node:net');
const { parentPort, workerData } = require('node:worker_threads');
const { port, request, count, sent } = workerData;
parentPort.once('message', () => {
  for (let number = 0; number < count; number++) {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(request, () => {
      Atomics.add(sent, 0, 1);
      Atomics.notify(sent, 0);
    }));
    let reply = '';
    socket.on('data', (chunk) => { reply += chunk; });
    socket.on('error', (error) => { reply = error.message; });
    socket.on('close', () => parentPort.postMessage(reply));
  }
});
parentPort.postMessage('ready');
`;

/**
 * Sends a request on as many new connections to a port of this process, which does nothing until all are
 * sent, so that it has accepted none; then calls `next`. Resolves with the replies or errors.
 */
export async function sendWhileBlocked(
  { port, request, count }: { port: number; request: string; count: number },
  next: () => void,
): Promise<string[]> {
  const sent = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(code, { eval: true, workerData: { port, request, count, sent } });
  try {
    await once(worker, 'message');
    const replies: string[] = [];
    const { promise: all, resolve } = Promise.withResolvers<void>();
    worker.on('message', (reply: string) => {
      if (replies.push(reply) === count) resolve();
    });
    worker.postMessage('start');
    for (let done = 0; done < count; done = Atomics.load(sent, 0)) {
      if (Atomics.wait(sent, 0, done, 10_000) === 'timed-out')
        throw new Error(`${done} of ${count} requests were sent.`);
    }
    next();
    await all;
    return replies;
  } finally {
    await worker.terminate();
  }
}
