import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { HttpProblem } from './http-problem.ts';
import { stopListening } from './stop-listening.ts';

/**
 * How far the end of the service has come. `leaving`: it serves everything, but is no longer ready
 * and keeps no connection, so that proxies with health checks turn to other replicas. `closing`: it
 * still makes the changes that are asked for, since a proxy may not repeat those, but refuses reads:
 * a proxy without health checks repeats a read elsewhere and turns away.
 */
type ShutdownPhase = 'serving' | 'leaving' | 'closing';

/** How long reads are refused before the server stops listening. */
const CLOSING_MS = 500;

const readMethods = new Set(['GET', 'HEAD']);

/** The end of the service, as replies show it. */
export class Shutdown {
  phase: ShutdownPhase = 'serving';

  /** Begins the end. Resolves when the server may be closed; without a delay, at once. */
  async leave(delaySeconds: number): Promise<void> {
    this.phase = 'leaving';
    if (delaySeconds === 0) return;
    await setTimeout(delaySeconds * 1000);
    this.phase = 'closing';
    await setTimeout(CLOSING_MS);
  }

  /** Adds what replies say once the service stops. */
  register(app: FastifyInstance): void {
    app.addHook('onRequest', ({ method }, _reply, done) => {
      if (this.phase !== 'closing' || !readMethods.has(method)) return done();
      done(new HttpProblem(503, { detail: 'The service is stopping.' }, { 'retry-after': '1' }));
    });
    // When the reply is sent, as the request may have begun before.
    app.addHook('onSend', (_request, reply, _payload, done) => {
      // A kept connection could be closed just when the next request is on its way.
      if (this.phase !== 'serving') reply.header('connection', 'close');
      done();
    });
    app.addHook('preClose', async () => {
      this.phase = 'closing';
      await stopListening(app.server);
    });
  }
}
