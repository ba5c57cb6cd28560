import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { describeIgnoredSettings } from '../../src/service/first-account.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { awardDetails } from '../support/test-app.ts';
import { GatehouseProcess, runGatehouse } from '../support/gatehouse-process.ts';
import { waitUntil } from '../support/connected-service.ts';
import { waitForLockedStatements } from '../support/wait-for-lock.ts';

/* Issue 2, "What a new user does". */

let folder: string;
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-serve-'));
});
after(async () => {
  await GatehouseProcess.stopAll();
  rmSync(folder, { recursive: true, force: true });
});

const get = async (url: string, token: string) => {
  const reply = await fetch(url, { headers: { authorization: `Token ${token}` } });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into replies of every shape
  const body = (await reply.json()) as any;
  return { status: reply.status, body, count: reply.headers.get('x-result-count') };
};

const post = (url: string, token: string, body: unknown) =>
  fetch(url, {
    method: 'POST',
    headers: { authorization: `Token ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** False once the service has begun to stop, also where it takes no connection any more. */
const isReady = async (address: string): Promise<boolean> => {
  const reply = await fetch(`${address}/health/ready`).catch(() => null);
  return reply?.ok ?? false;
};

const createJob = JSON.stringify([
  {
    id: '0b4f7a5e-8d0c-4c39-9a53-0a4b1f6b7f10',
    created: 1795435200,
    changed: 1795435200,
    expires: 1795435320,
    version: 2,
    command: `brics.bridge.isambard-ai create_project p1.ukri ${JSON.stringify({ ...awardDetails, start_date: null, end_date: null })}`,
    state: 'Pending',
    result: null,
    result_type: null,
    forwarded_for: 'ukri.brics.isambard-ai',
    board: 18,
  },
]);

async function furnish(address: string, token: string): Promise<void> {
  const customer = (await (
    await post(`${address}/api/customers/`, token, { name: 'C' })
  ).json()) as { url: string };
  const template = {
    name: 'open-call',
    offering: 'isambard-ai',
    portal: 'ukri',
    provider: customer.url,
    customer: customer.url,
    shortname: 'a{year}{count}',
    approval_limit: '0',
    max_credit_limit: null,
  };
  const made = await post(`${address}/api/openportal-project-template/`, token, template);
  assert.equal(made.status, 201, await made.text());
}

describe('the embedded database', () => {
  test('prints the first account once, keeps data over restarts and SIGKILL, refuses a second service', async () => {
    const env = { GATEHOUSE_DATA_DIR: folder, GATEHOUSE_PORTAL: 'brics', LOG_LEVEL: 'silent' };
    const first = new GatehouseProcess(['serve'], env);
    const address = await first.waitUntilReady();
    const token = /API token +(\S+)/.exec(first.stdout)?.[1] as string;
    const password = /password +(\S+)/.exec(first.stdout)?.[1] as string;
    assert.match(first.stdout, /user name +admin/);
    const signIn = await post(`${address}/api-auth/password/`, token, {
      username: 'admin',
      password,
    });
    assert.equal(signIn.status, 200);
    assert.equal((await get(`${address}/api/users/me/`, token)).body.is_staff, true);

    const second = await runGatehouse(['serve'], env);
    assert.equal(second.code, 1);
    assert.deepEqual(second.stderr.trim().split('\n').length, 1);
    assert.match(second.stderr, /Another Gatehouse already serves the data folder/);

    await furnish(address, token);
    const beside = await runGatehouse(['answer'], env, createJob);
    assert.equal(beside.code, 0, beside.stderr);
    const answered = JSON.parse(beside.stdout);
    assert.equal(answered.error.kind, 'award_pending');
    assert.equal(answered.board, 18);
    assert.equal((await get(`${address}/api/openportal-managed-projects/`, token)).count, '1');

    const { code, stdout } = await first.stop('SIGINT');
    assert.equal(code, 0);
    assert.doesNotMatch(stdout, new RegExp(`${token}[^]*${token}`));

    const without = await runGatehouse(['answer', '-'], env, createJob);
    assert.deepEqual([without.code, JSON.parse(without.stdout).result], [0, answered.result]);

    const again = new GatehouseProcess(['serve'], env);
    const readdress = await again.waitUntilReady();
    assert.doesNotMatch(again.stdout, /password/);
    assert.equal((await get(`${readdress}/api/openportal-managed-projects/`, token)).count, '1');
    await again.stop('SIGKILL');

    const adopted = new GatehouseProcess(['serve'], env);
    const final = await adopted.waitUntilReady();
    assert.equal((await get(`${final}/api/openportal-managed-projects/`, token)).count, '1');
    assert.equal((await adopted.stop('SIGTERM')).code, 0);

    const renamed = await runGatehouse(['serve'], { ...env, GATEHOUSE_PORTAL: 'other' });
    assert.equal(renamed.code, 1);
    assert.match(
      renamed.stderr,
      /GATEHOUSE_PORTAL is other, but there are awards of the portal brics/,
    );
    const sound = await runGatehouse(['check'], env);
    assert.deepEqual([sound.code, sound.stdout.trim()], [0, 'The database is consistent.']);
  });
});

describe('a PostgreSQL of your own (DATABASE_URL)', () => {
  test('serves, answers, checks, creates users and tokens, and leaves the server running', async () => {
    const database = await createTestDatabase();
    const env = {
      DATABASE_URL: database.url,
      GATEHOUSE_DATA_DIR: path.join(folder, 'unused'),
      GATEHOUSE_PORTAL: 'brics',
      GATEHOUSE_ADMIN_PASSWORD: 'a password of ours',
      GATEHOUSE_ADMIN_TOKEN: 'token-of-ours-1234',
      GATEHOUSE_PUBLIC_URL: 'https://desk.example.org/',
      LOG_LEVEL: 'info',
    };
    try {
      // No public address yet: replies use the request's own.
      const { GATEHOUSE_PUBLIC_URL: _, ...plain } = env;
      const service = new GatehouseProcess(['serve'], plain);
      const address = await service.waitUntilReady();
      await furnish(address, env.GATEHOUSE_ADMIN_TOKEN);
      const file = await runGatehouse(['answer'], env, createJob);
      assert.equal(JSON.parse(file.stdout).error.kind, 'award_pending');
      const url = `${address}/api/openportal-managed-projects/p1.ukri/ukri.brics.isambard-ai/`;
      assert.equal((await post(`${url}approve/`, env.GATEHOUSE_ADMIN_TOKEN, {})).status, 200);
      const approved = await runGatehouse(['answer'], env, createJob);
      assert.equal(JSON.parse(approved.stdout).result, '"p1.ukri:a6a.brics"');
      const { body } = await get(url, env.GATEHOUSE_ADMIN_TOKEN);
      assert.ok(body.project.startsWith(`${address}/api/projects/`));

      const { code, stdout, stderr } = await service.stop('SIGTERM');
      assert.equal(code, 0);
      for (const secret of [env.GATEHOUSE_ADMIN_PASSWORD, env.GATEHOUSE_ADMIN_TOKEN]) {
        assert.ok(!(stdout + stderr).includes(secret));
      }
      const made = await runGatehouse(
        ['user', 'create', 'ada', '--full-name', 'Ada L', '--support'],
        env,
      );
      assert.match(made.stdout, /password {3}\S{20}/);
      assert.equal((await runGatehouse(['user', 'create', 'ada'], env)).code, 1);
      const token = await runGatehouse(['token', 'create', 'ada', '--days', '1'], env);
      assert.match(token.stdout, /^[0-9a-f]{40}\n$/);
      assert.equal((await runGatehouse(['token', 'create', 'nobody'], env)).code, 1);
      assert.equal((await runGatehouse(['check'], env)).code, 0);

      const restarted = new GatehouseProcess(['serve'], env);
      assert.equal(await restarted.waitUntilReady(), 'https://desk.example.org');
      const ignored = describeIgnoredSettings({
        adminPassword: env.GATEHOUSE_ADMIN_PASSWORD,
        adminToken: env.GATEHOUSE_ADMIN_TOKEN,
      });
      assert.equal(ignored.length, 2);
      for (const line of ignored) assert.ok(restarted.stdout.includes(`${line}\n`), line);
      await restarted.stop();
    } finally {
      await database.close();
    }
  });

  // Far longer than it takes; without it a connection that is left idle would hold it for a minute.
  test('finishes open requests after SIGTERM', { timeout: 30_000 }, async () => {
    const database = await createTestDatabase();
    const token = 'token-of-ours-1234';
    const env = {
      DATABASE_URL: database.url,
      GATEHOUSE_PORTAL: 'brics',
      GATEHOUSE_ADMIN_TOKEN: token,
    };
    const blocker = new pg.Client({ connectionString: database.url });
    try {
      const service = new GatehouseProcess(['serve'], { ...env, LOG_LEVEL: 'silent' });
      const address = await service.waitUntilReady();
      await furnish(address, token);
      await runGatehouse(['answer'], env, createJob);
      await blocker.connect();
      await blocker.query('begin; select from managed_project for update');
      const url = `${address}/api/openportal-managed-projects/p1.ukri/ukri.brics.isambard-ai/`;
      const approval = post(`${url}approve/`, token, {});
      await waitForLockedStatements(database.db);
      const stopped = service.stop('SIGTERM');
      while (await isReady(address)) await pause(20);
      assert.equal(service.child.exitCode, null, 'it waits for the request');
      await blocker.query('commit');
      assert.equal((await approval).status, 200);
      assert.equal((await stopped).code, 0);
    } finally {
      await blocker.end();
      await database.close();
    }
  });

  test('reports an unreachable database in one line and exits 1', async () => {
    const env = { DATABASE_URL: 'postgres://nobody:secret-word@127.0.0.1:1/none' };
    for (const args of [['serve'], ['answer'], ['check'], ['migrate']]) {
      const { code, stderr } = await runGatehouse(args, env, createJob);
      assert.equal(code, 1);
      assert.equal(stderr.trim().split('\n').length, 1, stderr);
      assert.doesNotMatch(stderr, /secret-word/);
    }
  });
});

test('--demo fills an empty database through the same code as real awards', async () => {
  const database = await createTestDatabase();
  const env = {
    DATABASE_URL: database.url,
    GATEHOUSE_DATA_DIR: path.join(folder, 'demo'),
    GATEHOUSE_ADMIN_TOKEN: 'token-of-ours-1234',
    LOG_LEVEL: 'silent',
  };
  try {
    const service = new GatehouseProcess(['serve', '--demo'], env);
    const address = await service.waitUntilReady();
    const list = async (pathAndQuery: string) =>
      (await get(`${address}${pathAndQuery}`, env.GATEHOUSE_ADMIN_TOKEN)).body as Record<
        string,
        unknown
      >[];
    const awards = await list('/api/openportal-managed-projects/?page_size=300');
    assert.ok(awards.length >= 55, `${awards.length}`);
    const states = new Set(awards.map((award) => award.state));
    assert.deepEqual(states, new Set(['pending', 'approved', 'rejected', 'canceled']));
    const portals = new Set(awards.map((award) => String(award.identifier).split('.')[1]));
    assert.equal(portals.size, 2);
    const offerings = new Set(awards.map((award) => String(award.destination).split('.')[2]));
    assert.equal(offerings.size, 3);
    assert.equal((await list('/api/openportal-project-template/')).length, 4);
    const text = JSON.stringify(awards);
    assert.match(text, /earliest_approve/);
    assert.match(text, /linked; please review/);
    assert.match(text, /panel/);
    const audit = await list('/api/openportal-managed-project-audit/?page_size=300');
    for (const award of awards) {
      assert.ok(
        audit.some(
          (entry) => entry.identifier === award.identifier && entry.event_type === 'created',
        ),
      );
    }
    // The projects are made on the clusters of a stand-in, which also has a year of use.
    const isOnMachines = async (url: string): Promise<boolean> => {
      const { body } = await get(`${url}?page_size=300`, env.GATEHOUSE_ADMIN_TOKEN);
      const pairs = body as { state: string; last_error: string }[];
      const made = pairs.filter(({ state }) => state === 'present').length;
      const failed = pairs.filter(({ last_error }) => /is protected/.test(last_error)).length;
      return pairs.length > 20 && failed === 1 && made === pairs.length - 1;
    };
    await waitUntil(() => isOnMachines(`${address}/api/openportal-machines/`), 60);
    const oldest = await database.db
      .selectFrom('project')
      .innerJoin('machine_project', 'machine_project.project_id', 'project.id')
      .select('project.uuid')
      .orderBy('start_date')
      .executeTakeFirstOrThrow();
    await waitUntil(async () => {
      const { body } = await get(
        `${address}/api/projects/${oldest.uuid}/usage/`,
        env.GATEHOUSE_ADMIN_TOKEN,
      );
      const days = body.days as { has_figures: boolean }[];
      return days.length === 366 && days.every((day) => day.has_figures);
    }, 60);
    const [, standIn, body] = /curl (\S+)\/stand-in\/ask -d '(.*)'/.exec(service.stdout) ?? [];
    await fetch(`${standIn}/stand-in/ask`, { method: 'POST', body: body as string });
    const sent = '/api/openportal-managed-projects/?state=pending&identifier=byhand1.ukri';
    await waitUntil(async () => (await list(sent)).length === 1, 60);
    assert.equal((await runGatehouse(['check'], env)).code, 0);
    await service.stop();
    await assert.rejects(fetch(`${standIn}/stand-in/jobs`), 'the stand-in ends with the service');
    const again = new GatehouseProcess(['serve', '--demo'], env);
    const addressAgain = await again.waitUntilReady();
    assert.match(again.stdout, /not empty/);
    // The clusters of the stand-in have forgotten everything.
    const [, newStandIn] = /curl (\S+)\/stand-in\/ask/.exec(again.stdout) ?? [];
    const cluster = `${newStandIn}/stand-in/network/instances/site.demo.clusters.ai`;
    await waitUntil(async () => {
      const { accounts } = (await (await fetch(cluster)).json()) as { accounts: object[] };
      return (
        accounts.length > 5 && (await isOnMachines(`${addressAgain}/api/openportal-machines/`))
      );
    }, 60);
    await again.stop();
  } finally {
    await database.close();
  }
});
