import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { HttpProblem } from './http-problem.ts';

/**
 * How far the end of the service has come. `leaving`: it serves everything, but is no longer ready
 * and keeps no connection, so that proxies turn to other replicas. `closing`: it finishes what it
 * has begun.
 */
export type ShutdownPhase = 'serving' | 'leaving' | 'closing';

/** The end of the service, as replies show it. */
export class Shutdown {
  phase: ShutdownPhase = 'serving';

  /** Begins the end: serves on for some seconds, in which proxies see that we are not ready. */
  async leave(seconds: number): Promise<void> {
    this.phase = 'leaving';
    await setTimeout(seconds * 1000);
  }

  /** Adds what replies say once the service stops. */
  register(app: FastifyInstance): void {
    app.addHook('onRequest', async (_request, reply) => {
      if (this.phase === 'serving') return;
      // A kept connection could be closed just when the next request is on its way.
      reply.header('connection', 'close');
      if (this.phase === 'closing') {
        throw new HttpProblem(503, { detail: 'The service is stopping.' }, { 'retry-after': '1' });
      }
    });
    app.addHook('preClose', async () => {
      this.phase = 'closing';
    });
  }
}
