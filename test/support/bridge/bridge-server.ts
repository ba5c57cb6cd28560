import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { BridgeState } from './bridge-state.ts';
import { handleControlRequest } from './control-routes.ts';
import { readNumber, readFields } from './control-fields.ts';
import { handleBridgeRequest } from './bridge-request-handler.ts';
import { loadOrCreateInvite } from './invite-file.ts';
import { RestartableServer } from './restartable-server.ts';
import type { CommandLineOptions } from './command-line-options.ts';
import { Refusal, type Reply, sendReply } from './replies.ts';
import { parseRequestUrl, readBody, parseJsonBody } from './read-request.ts';

const controlPrefix = '/stand-in';

/** What op-portal takes to hand its jobs to an op-bridge that has started (seen in 0.32.2). */
const HANDOVER_MS = 350;

/** Starts to listen and writes the invite. Returns the URL. */
export async function startBridgeServer(options: CommandLineOptions): Promise<string> {
  const server = new BridgeServer();
  return server.start(options);
}

class BridgeServer {
  readonly #server = new RestartableServer((request, response) => {
    // The only failure that is left is a caller that disconnected during its request.
    this.#handleRequest(request, response).catch(() => request.socket.destroy());
  });
  #state: BridgeState | undefined;
  #port = 0;

  async start(options: CommandLineOptions): Promise<string> {
    this.#port = await this.#server.open(options.port);
    const url = `http://127.0.0.1:${this.#port}`;
    const { inviteForm: form, inviteMode: mode } = options;
    this.#state = new BridgeState(options, loadOrCreateInvite(options.invite, url, { form, mode }));
    return url;
  }

  async #handleRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bridge = this.#state;
    const { path, query } = parseRequestUrl(request);
    if (!bridge) request.socket.destroy();
    else if (!path.startsWith(`${controlPrefix}/`))
      await handleBridgeRequest(bridge, path, request, response);
    else {
      const call = `${request.method} ${path.slice(controlPrefix.length)}`;
      const reply = await this.#handleControlRequest(bridge, call, query, request, response);
      sendReply(response, reply, bridge.clock.formatHttpDate());
    }
  }

  async #handleControlRequest(
    bridge: BridgeState,
    call: string,
    query: URLSearchParams,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<Reply> {
    try {
      const body = await readBody(request);
      const json = request.method === 'POST' ? parseJsonBody(body) : null;
      if (call !== 'POST /restart')
        return await handleControlRequest(call, { bridge, query, body: json });
      const fields = readFields(json, ['down_ms', 'handover_ms']);
      const downMs = readNumber(fields, 'down_ms', 500);
      const handoverMs = readNumber(fields, 'handover_ms', HANDOVER_MS);
      response.on('finish', () => void this.#restart(bridge, downMs, handoverMs));
      return { status: 202, body: { status: 'restarting' } };
    } catch (error) {
      if (!(error instanceof Refusal)) console.error(error);
      const status = error instanceof Refusal ? error.status : 500;
      return { status, body: { message: error instanceof Error ? error.message : String(error) } };
    }
  }

  async #restart(bridge: BridgeState, downMs: number, handoverMs: number): Promise<void> {
    this.#server.close();
    bridge.reset();
    await pause(downMs);
    bridge.recordStart();
    bridge.network.jobs.beginHandover(handoverMs);
    await this.#server.reopen(this.#port);
  }
}
