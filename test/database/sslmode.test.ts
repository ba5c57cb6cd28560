import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createPool } from '../../src/database/connection-pool.ts';
import { findProgram } from '../support/find-program.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { TlsDatabaseProxy } from '../support/tls-database-proxy.ts';
import { toTcpUrl } from '../support/tcp-url.ts';

/* Issue 18, point 9: sslmode means what PostgreSQL's own clients document. */

const skip = findProgram('openssl') === null && 'openssl is not installed on this machine';

describe('sslmode', { skip }, () => {
  let database: TestDatabase;
  let proxy: TlsDatabaseProxy;
  before(async () => {
    database = await createTestDatabase();
    proxy = await TlsDatabaseProxy.open(toTcpUrl(database.url));
  });
  after(async () => {
    proxy.close();
    await database.close();
  });

  async function tryToConnect(host: string, parameters: Record<string, string>): Promise<string> {
    const url = toTcpUrl(database.url);
    url.host = `${host}:${proxy.port}`;
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    const pool = createPool(url.href, { max: 1 });
    try {
      await pool.query('select 1');
      return 'connected';
    } catch (error) {
      return String((error as { code?: unknown }).code);
    } finally {
      await pool.end();
    }
  }

  test('require encrypts and accepts any certificate', async () => {
    assert.equal(await tryToConnect('127.0.0.1', { sslmode: 'require' }), 'connected');
  });

  test('verify-full needs a certificate of a known authority, for this host', async () => {
    const sslmode = 'verify-full';
    const sslrootcert = proxy.certificateFile;
    assert.match(await tryToConnect('localhost', { sslmode }), /SELF_SIGNED_CERT/);
    assert.equal(await tryToConnect('localhost', { sslmode, sslrootcert }), 'connected');
    assert.equal(
      await tryToConnect('127.0.0.1', { sslmode, sslrootcert }),
      'ERR_TLS_CERT_ALTNAME_INVALID',
    );
  });

  test('verify-ca needs the authority, not the host', async () => {
    const parameters = { sslmode: 'verify-ca', sslrootcert: proxy.certificateFile };
    assert.equal(await tryToConnect('127.0.0.1', parameters), 'connected');
  });
});
