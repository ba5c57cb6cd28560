import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ConnectedService, waitUntil } from '../support/connected-service.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { NetworkLink } from '../support/network-link.ts';
import { toTcpUrl } from '../support/tcp-url.ts';

/* What the log says of what goes wrong: enough to look for it, and no secret. */

let testService: ConnectedService;
let link: NetworkLink;
const database = await createTestDatabase();

before(async () => {
  const url = toTcpUrl(database.url);
  link = await NetworkLink.open(0, [Number(url.port)]);
  url.port = String(link.port);
  testService = await ConnectedService.open({
    env: { DATABASE_URL: url.href, LOG_LEVEL: 'error' },
  });
});
after(async () => {
  await testService.close();
  await link.close();
  await database.close();
});

test('a logged database error contains nothing of its connection', async () => {
  const seen = (): string[] => testService.log.split('\n').filter((line) => line.includes('"err"'));
  await waitUntil(async () => {
    link.cut();
    await testService.request('GET', '/api/users/me/').catch(() => null);
    return seen().length >= 3;
  }, 30);
  const fields = new Set(seen().flatMap((line) => Object.keys(JSON.parse(line).err)));
  const known = ['type', 'message', 'stack', 'code', 'constraint', 'cause'];
  assert.deepEqual(
    [...fields].filter((field) => !known.includes(field)),
    [],
  );
  const password = new URL(database.url).password;
  assert.ok(!testService.log.includes(password) && !testService.log.includes('secretKey'));
});
