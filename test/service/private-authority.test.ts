import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { createServer as createTlsServer } from 'node:tls';
import { promisify } from 'node:util';
import { BridgeStandIn } from '../support/bridge/bridge-stand-in.ts';
import type { OutsideServices } from '../support/call-outside-services.ts';
import { type Certificate, createCertificate } from '../support/certificate.ts';
import { findProgram } from '../support/find-program.ts';
import { MailServer } from '../support/mail/mail-server.ts';
import { toTcpUrl } from '../support/tcp-url.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { TlsDatabaseProxy } from '../support/tls-database-proxy.ts';

/* docs/operators.md: NODE_EXTRA_CA_CERTS names the authority of a site, for all that the service calls. */

const program = path.join(import.meta.dirname, '../support/call-outside-services.ts');
const skip = findProgram('openssl') === null && 'openssl is not installed on this machine';

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `https://localhost:${(server.address() as AddressInfo).port}`;
}

/** Adds TLS to a server on this machine. */
function createTlsProxy(certificate: Certificate, port: number): Server {
  return createTlsServer(certificate, (client) => {
    const server = connect(port, '127.0.0.1');
    client.pipe(server).pipe(client);
    for (const socket of [client, server]) socket.on('error', () => socket.destroy());
  });
}

/** A sign-in provider of which there is only the discovery document. */
function createProvider(certificate: Certificate): Server {
  return createHttpsServer(certificate, (request, response) => {
    const issuer = `https://${request.headers.host}`;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      }),
    );
  });
}

test('mail server, bridge, provider and PostgreSQL are trusted by NODE_EXTRA_CA_CERTS alone', {
  skip,
}, async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-authority-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const database = await createTestDatabase();
  t.after(() => database.close());
  const tlsDatabase = await TlsDatabaseProxy.open(toTcpUrl(database.url));
  t.after(() => tlsDatabase.close());
  const mail = await MailServer.open();
  t.after(() => mail.stop());
  const standIn = await BridgeStandIn.start();
  t.after(() => standIn.stop());
  const certificate = createCertificate();
  const bridge = createTlsProxy(certificate, standIn.port);
  const provider = createProvider(certificate);
  t.after(() => [bridge, provider].map((server) => server.close()));

  const databaseUrl = toTcpUrl(database.url);
  databaseUrl.host = `localhost:${tlsDatabase.port}`;
  databaseUrl.searchParams.set('sslmode', 'verify-full');
  const services: OutsideServices = {
    mailServer: mail.address,
    bridge: { inviteFile: standIn.invite, url: await listen(bridge) },
    provider: {
      ...{ slug: 'university', name: 'University', discovery: await listen(provider) },
      ...{ clientId: 'gatehouse', clientSecret: 'a secret', auth: 'basic', scope: 'openid' },
      claims: { username: 'sub', firstName: '', lastName: '', fullName: '', email: 'email' },
      ...{ unknownPeople: 'admit', emailsAreVerified: false, accountPrompt: null },
      apiTokenScopes: {},
    },
    databaseUrl: databaseUrl.href,
  };
  const authority = path.join(folder, 'site.pem');
  const trusted = [
    certificate.cert,
    mail.certificate,
    readFileSync(tlsDatabase.certificateFile, 'utf8'),
  ];
  writeFileSync(authority, trusted.join(''));
  const call = async (variables: Record<string, string>): Promise<Record<string, string>> => {
    const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
    const options = { env: { ...env, ...variables } };
    const args = [program, JSON.stringify(services)];
    const { stdout } = await promisify(execFile)(process.execPath, args, options);
    return JSON.parse(stdout);
  };

  assert.deepEqual(await call({ NODE_EXTRA_CA_CERTS: authority }), {
    ...{ mail: 'done', bridge: 'done', provider: 'done', database: 'done' },
  });
  assert.equal((await mail.take()).length, 1);
  for (const [name, outcome] of Object.entries(await call({}))) {
    assert.match(outcome, /self[-_]signed[ _]cert/i, name);
  }
  assert.equal((await mail.take()).length, 0, 'nothing was sent unproved');
});
