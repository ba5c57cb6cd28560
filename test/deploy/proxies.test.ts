import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import http from 'node:http';
import { after, before, test } from 'node:test';
import {
  composeCaddyfile,
  proxyNames,
  startComposeProxy,
  startGuideProxy,
} from '../../chaos/restarts/guide-proxies.ts';
import { waitUntil } from '../support/connected-service.ts';
import { findProgram } from '../support/find-program.ts';
import { findFreePorts } from '../support/free-ports.ts';
import type { ReverseProxy } from '../support/reverse-proxy.ts';
import { TestApp } from '../support/test-app.ts';

/* The lines of docs/operators.md and of deploy/compose, in the real proxies in front of a service. */

let app: TestApp;
before(async () => {
  app = await TestApp.open();
});
after(() => app.close());

const needs = (program: string) => ({
  skip: findProgram(program) === null && `${program} is not installed`,
});

interface Reply {
  status: number;
  text: string;
}

/** Sends this as JSON to the list of customers, or reads the list. */
function send(port: number, body: string | null): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = http.request(`http://127.0.0.1:${port}/api/customers/`, {
      method: body === null ? 'GET' : 'POST',
      agent: false,
      headers: {
        authorization: `Token ${app.people.get('staff')?.token}`,
        ...(body !== null && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        }),
      },
    });
    request.on('response', (reply) => {
      let text = '';
      reply.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text }));
      reply.on('error', reject);
    });
    request.on('error', reject);
    request.end(body ?? undefined);
  });
}

/** The first words of the stream of events, which a proxy that buffers would keep. */
async function readFirstEvent(port: number): Promise<string> {
  const headers = { authorization: `Token ${app.people.get('staff')?.token}` };
  const abort = new AbortController();
  const timeout = AbortSignal.timeout(15_000);
  const reply = await fetch(`http://127.0.0.1:${port}/api/events/`, {
    headers,
    signal: AbortSignal.any([abort.signal, timeout]),
  });
  const { value } = (await reply.body?.getReader().read()) ?? {};
  abort.abort();
  return new TextDecoder().decode(value);
}

async function checkProxy(port: number, proxy: ReverseProxy): Promise<void> {
  try {
    // A proxy asks for the health of the service before it forwards anything.
    await waitUntil(async () => {
      const { status } = await send(port, null).catch(() => ({ status: 0 }));
      return status === 200;
    }, 15);
    // JSON only with its last character.
    const small = `{"name": "At port ${port}"${' '.repeat(900_000)}}`;
    const stored = await send(port, small);
    assert.equal(stored.status, 201, stored.text.slice(0, 200));
    assert.match(stored.text, /^\{"/, 'Gatehouse answers');
    const large = JSON.stringify({ name: 'x'.repeat(1_500_000) });
    const refused = await send(port, large);
    assert.equal(refused.status, 413, refused.text.slice(0, 200));
    assert.equal(typeof JSON.parse(refused.text).detail, 'string', 'Gatehouse says it');
    assert.match(await readFirstEvent(port), /^event: hello/m);
  } finally {
    await proxy.close();
  }
}

for (const name of proxyNames) {
  test(
    `${name} with the lines of the guide serves, streams, and leaves a large body to Gatehouse`,
    needs(name),
    async () => {
      const [port = 0] = await findFreePorts(1);
      const service = Number(new URL(app.url).port);
      await checkProxy(port, await startGuideProxy(name, port, [service, service]));
    },
  );
}

test('Caddy with the file of Compose does the same', needs('caddy'), async () => {
  const [port = 0] = await findFreePorts(1);
  await checkProxy(port, await startComposeProxy(port, Number(new URL(app.url).port)));
});

test('the file of Compose is valid as it is', needs('caddy'), () => {
  const args = ['validate', '--config', composeCaddyfile, '--adapter', 'caddyfile'];
  execFileSync(findProgram('caddy') as string, args, {
    env: { ...process.env, GATEHOUSE_HOST: 'desk.example.org' },
    stdio: 'pipe',
  });
});
