import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import { BridgeClient } from '../../src/bridge/bridge-client.ts';
import { BridgeError } from '../../src/bridge/bridge-error.ts';
import { ConnectionState } from '../../src/bridge/connection-state.ts';
import {
  type HttpCall,
  ReplyTimeoutError,
  ReplyTooLongError,
  sendRequest,
} from '../../src/bridge/send-request.ts';

/* What calls of the bridge make of answers that end early, late, or never. */

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let answer: Answer;
let received: string[] = [];
const server = http.createServer((request, response) => {
  received.push(`${request.method} ${request.url}`);
  answer(request, response);
});
let url: string;
before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  received = [];
});
after(() => {
  server.close();
  server.closeAllConnections();
});

const never = new AbortController().signal;
const send = (call: Partial<HttpCall> = {}) =>
  sendRequest(`${url}/result`, {
    ...{ method: 'POST', headers: {}, body: '{}', timeoutMs: 60_000, maxBytes: 1000 },
    signal: never,
    ...call,
  });

/** Begins an answer whose rest never comes. */
const answerInPart: Answer = (_request, response) => {
  response.writeHead(200, { 'content-length': '100' });
  response.write('half');
};

test('rejects an answer that stops after its headers once its time is over', async () => {
  answer = answerInPart;
  await assert.rejects(send({ timeoutMs: 100 }), ReplyTimeoutError);
  assert.equal(received.length, 1);
});

test('rejects with the reason of an abort while the body comes', async () => {
  const controller = new AbortController();
  const reason = new Error('the service is stopping');
  const abortInBody = (message: unknown): void => {
    const { response } = message as { response: IncomingMessage };
    response.once('data', () => controller.abort(reason));
  };
  answer = answerInPart;
  subscribe('http.client.response.finish', abortInBody);
  try {
    await assert.rejects(send({ signal: controller.signal }), reason);
  } finally {
    unsubscribe('http.client.response.finish', abortInBody);
  }
  assert.equal(received.length, 1);
});

test('rejects an answer that is cut off, and does not take its part for the whole', async () => {
  answer = (request, response) => {
    answerInPart(request, response);
    response.socket?.end();
  };
  await assert.rejects(send(), { code: 'ECONNRESET' });
  assert.equal(received.length, 1);
});

test('rejects an answer that is longer than allowed, with or without a length', async () => {
  for (const headers of [{ 'content-length': '1001' }, {}]) {
    answer = (_request, response) => {
      response.writeHead(200, headers);
      response.end('x'.repeat(1001));
    };
    await assert.rejects(send(), ReplyTooLongError);
  }
  answer = (_request, response) => void response.end('x'.repeat(1000));
  assert.equal((await send()).text.length, 1000);
});

describe('a kept connection that the server closes', () => {
  /** Sends a request that succeeds. Returns the server's end of its connection, which is kept. */
  const keepConnection = async (): Promise<Socket> => {
    let kept: Socket | undefined;
    answer = (request, response) => {
      kept = request.socket;
      response.end('done');
    };
    assert.equal((await send()).text, 'done');
    received = [];
    return kept as Socket;
  };
  const isCutOff = ({ code }: NodeJS.ErrnoException): boolean =>
    code === 'ECONNRESET' || code === 'EPIPE';

  test('before the next request is one error; the request is not sent again', async () => {
    const kept = await keepConnection();
    // The next request is written before the client can have read that the connection is closed.
    kept.destroy();
    await assert.rejects(send(), isCutOff);
    assert.deepEqual(received, []);
    assert.notEqual(await keepConnection(), kept);
  });

  test('when the next request is there is one error; the request is not sent again', async () => {
    const kept = await keepConnection();
    const used: Socket[] = [];
    answer = ({ socket }) => {
      used.push(socket);
      socket.destroy();
    };
    await assert.rejects(send(), isCutOff);
    const next = await keepConnection();
    assert.deepEqual([used.length, used[0] === kept, next === kept], [1, true, false]);
  });
});

describe('a call of the bridge', () => {
  const open = () => {
    const state = new ConnectionState(
      () => new Date(),
      () => undefined,
    );
    const invite = { url, key: new Uint8Array(32), warning: null };
    const onVersion = () => undefined;
    return { state, client: new BridgeClient({ invite, state, onVersion, maxAnswerMib: 1 }) };
  };

  test('refuses an answer that is too long, as an error of the bridge and no outage', async () => {
    const longest = JSON.stringify('x'.repeat(1024 * 1024 - 2));
    answer = (_request, response) => void response.end(longest);
    const { client, state } = open();
    assert.equal(JSON.stringify(await client.get('fetch')), longest);
    answer = (_request, response) => void response.end(`${longest} `);
    const message = "The bridge's answer to /fetch is longer than 1 MiB.";
    await assert.rejects(client.get('fetch'), (error) => {
      assert.ok(error instanceof BridgeError);
      assert.deepEqual([error.problem, error.message], ['nonsense', message]);
      return true;
    });
    assert.deepEqual(received, ['GET /fetch', 'GET /fetch']);
    assert.equal(state.unreachableSince, null);
    assert.equal(state.lastError?.message, message);
  });

  test('that is answered by a redirect is an outage, and the redirect is not followed', async () => {
    answer = (_request, response) => {
      response.writeHead(302, { location: '/elsewhere' });
      response.end();
    };
    const { client, state } = open();
    const message = 'The bridge answered 302; redirects are not followed.';
    await assert.rejects(client.get('health'), (error) => {
      assert.ok(error instanceof BridgeError);
      assert.deepEqual([error.problem, error.message], ['unreachable', message]);
      return true;
    });
    assert.deepEqual(received, ['GET /health']);
    assert.notEqual(state.unreachableSince, null);
    assert.equal(state.lastError?.message, message);
  });
});
