import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { requireCaller } from '../http/caller.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { type App, type AppContext, errorResponses, textResponse } from '../http/route-types.ts';
import { EventListeners, type EventSink } from './event-listeners.ts';

/** A reader that leaves more than this unread is let go; it connects again by itself. */
const maxUnreadBytes = 1_000_000;

/** `/api/events/`: what happens to awards that one may see, as it happens. */
export function eventRoutes(app: App, desk: AppContext): void {
  const listeners = new EventListeners(desk.db, desk.clock, (error) =>
    app.log.error({ err: error }, 'events could not be told'),
  );
  // A stream never ends by itself, and the server waits for what is under way.
  app.addHook('preClose', async () => listeners.close());

  app.get('/api/events/', {
    // A browser asks for it again every five minutes, whether anybody is there or not.
    config: { isUnattended: true },
    schema: {
      operationId: 'events_list',
      summary: 'Awards that change, as server-sent events',
      description:
        '`hello` at the start; `awards` with `{"awards": [{"identifier", "destination"}]}`. ' +
        'A stream ends after five minutes; an EventSource connects again. 20 a person at most.',
      tags: ['events'],
      response: {
        200: textResponse('text/event-stream', 'Events, for as long as the stream lasts.'),
        ...errorResponses(),
      },
    },
    handler: async (request, reply) => {
      const caller = requireCaller(request);
      if (listeners.isFull) {
        const detail = 'Too many listen already.';
        throw new HttpProblem(503, { detail }, { 'retry-after': '30' });
      }
      if (listeners.isFullFor(caller)) {
        const detail = 'You listen too often already. End a stream that nobody reads.';
        throw new HttpProblem(429, { detail }, { 'retry-after': '30' });
      }
      reply.hijack();
      reply.raw.writeHead(200, {
        ...(reply.getHeaders() as OutgoingHttpHeaders),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        // Proxies that collect replies would hold the events back.
        'x-accel-buffering': 'no',
      });
      reply.raw.flushHeaders();
      const end = listeners.add(caller, createSink(reply.raw));
      // A connection that is gone already never closes again.
      if (reply.raw.closed) end();
      else reply.raw.once('close', end);
    },
  });
}

function createSink(response: ServerResponse): EventSink {
  return {
    write: (text) => {
      response.write(text);
      return response.writableLength < maxUnreadBytes;
    },
    end: () => {
      const { socket } = response;
      // What is unread would hold the connection for as long as its reader likes.
      if (response.writableLength > 0) socket?.destroy();
      response.end();
      socket?.destroySoon();
    },
  };
}
