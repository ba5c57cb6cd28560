import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { requireCaller } from '../http/caller.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { errorResponses, textResponse } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { EventListeners, type EventSink } from './event-listeners.ts';

/** A reader that leaves more than this unread is disconnected; browsers connect again. */
const maxUnreadBytes = 1_000_000;

/** `/api/events/`: changes of awards that the caller may see, as they happen. */
export function eventRoutes(app: App, context: AppContext): void {
  const listeners = new EventListeners(context, (error) =>
    app.log.error({ err: error }, 'events could not be sent'),
  );
  // The server waits for open requests, and a stream ends only after minutes.
  app.addHook('preClose', async () => listeners.close());

  app.get('/api/events/', {
    // A browser requests it every five minutes, also where nobody is at the screen.
    config: { isUnattended: true, isEventStream: true },
    schema: {
      operationId: 'events_list',
      summary: 'Awards that change, as server-sent events',
      description:
        '`hello` at the start; `awards` with `{"awards": [{"identifier", "destination"}]}`; ' +
        '`heartbeat` every 15 seconds. ' +
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
        const detail = 'Too many event streams are open.';
        throw new HttpProblem(503, { detail }, { 'retry-after': '30' });
      }
      if (listeners.isFullFor(caller)) {
        const detail = 'You have too many event streams open. Close one that is not read.';
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
      // A connection that has closed already emits no further event.
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
      // Unread data would keep the connection open for as long as its reader likes.
      if (response.writableLength > 0) socket?.destroy();
      response.end();
      socket?.destroySoon();
    },
  };
}
