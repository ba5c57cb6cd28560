import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Bridge } from './bridge.ts';
import { obey } from './control.ts';
import { number, readFields } from './fields.ts';
import { serveCall } from './front.ts';
import { openInvite } from './invite.ts';
import { Listener } from './listener.ts';
import type { Options } from './options.ts';
import { Refusal, type Reply, send } from './replies.ts';
import { addressOf, readBody, readJson } from './request.ts';

const controlPrefix = '/stand-in';

/** Opens the door, writes the invite, and says where. */
export async function startBridge(options: Options): Promise<string> {
  const server = new BridgeServer();
  return server.start(options);
}

class BridgeServer {
  readonly #listener = new Listener((request, response) => {
    // What is left to fail is a caller that went away in the middle of its request.
    this.#serve(request, response).catch(() => request.socket.destroy());
  });
  #bridge: Bridge | undefined;
  #port = 0;

  async start(options: Options): Promise<string> {
    this.#port = await this.#listener.open(options.port);
    const url = `http://127.0.0.1:${this.#port}`;
    this.#bridge = new Bridge(options, openInvite(options.invite, url));
    return url;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bridge = this.#bridge;
    const { path, query } = addressOf(request);
    if (!bridge) request.socket.destroy();
    else if (!path.startsWith(`${controlPrefix}/`))
      await serveCall(bridge, path, request, response);
    else {
      const call = `${request.method} ${path.slice(controlPrefix.length)}`;
      const reply = await this.#control(bridge, call, query, request, response);
      send(response, reply, bridge.clock.httpDate());
    }
  }

  async #control(
    bridge: Bridge,
    call: string,
    query: URLSearchParams,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<Reply> {
    try {
      const body = await readBody(request);
      const json = request.method === 'POST' ? readJson(body) : null;
      if (call !== 'POST /restart') return await obey(call, { bridge, query, body: json });
      const downMs = number(readFields(json, ['down_ms']), 'down_ms', 500);
      response.on('finish', () => void this.#restart(bridge, downMs));
      return { status: 202, body: { status: 'restarting' } };
    } catch (error) {
      if (!(error instanceof Refusal)) console.error(error);
      const status = error instanceof Refusal ? error.status : 500;
      return { status, body: { message: error instanceof Error ? error.message : String(error) } };
    }
  }

  async #restart(bridge: Bridge, downMs: number): Promise<void> {
    this.#listener.shut();
    bridge.forget();
    await pause(downMs);
    await this.#listener.reopen(this.#port);
  }
}
