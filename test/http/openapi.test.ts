import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { pythonClient } from '../clients/kept-clients.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* Issue 2, 5: the OpenAPI 3.1 document. */

let app: TestApp;
// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document
let document: any;

before(async () => {
  app = await TestApp.open();
  await app.createTemplateWithCustomers();
  await app.sendInstruction('create_project', awardDetails);
  await app.sendInstruction(
    'create_project',
    { ...awardDetails, allocation: '5000 NHR' },
    'p2.ukri',
  );
  document = (await app.get('/api/schema/', { as: null })).body;
});
after(() => app.close());

test('is version 3.1 with the operation IDs of the reference, each once', async () => {
  assert.match(document.openapi, /^3\.1\./);
  const ids = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods as object).map((operation) => operation.operationId),
  );
  assert.equal(new Set(ids).size, ids.length);
  const prefix = 'openportal_managed_projects';
  for (const name of [
    'list',
    'count',
    'retrieve_get',
    'retrieve_head',
    'approve',
    'reject',
    'attach',
    'detach',
    'delete_destroy',
    'add_note',
    'reopen',
    'plan',
  ]) {
    assert.ok(ids.includes(`${prefix}_${name}`), name);
  }
  assert.ok(ids.every((id) => typeof id === 'string'));
});

test('names its shapes as the published clients do', () => {
  const names = Object.keys(document.components.schemas);
  for (const name of [
    'AwardDetails',
    'Customer',
    'Invitation',
    'ManagedProject',
    'ManagedProjectAuditEntry',
    'Project',
    'ProjectTemplate',
    'User',
  ]) {
    assert.ok(pythonClient.models[name] !== undefined && names.includes(name), name);
  }
  assert.deepEqual(
    names.filter((name) => !/^([A-Z][a-z]+)+$/.test(name)),
    [],
  );
});

test('every operation documents its error replies', () => {
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods as object)) {
      if (path === '/metrics') continue;
      for (const status of ['400', '401', '500']) {
        assert.ok(status in operation.responses, `${method} ${path} ${status}`);
      }
    }
  }
});

test('replies match their schemas', async () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const list = '/api/openportal-managed-projects/';
  for (const [path, url] of [
    [list, list],
    [`${list}{identifier}/{destination}/`, app.getAwardPath()],
    [`${list}{identifier}/{destination}/`, app.getAwardPath('p2.ukri')],
    [`${list}{identifier}/{destination}/plan/`, `${app.getAwardPath('p2.ukri')}plan/`],
    ['/api/projects/', '/api/projects/'],
    ['/api/customers/', '/api/customers/'],
    ['/api/users/', '/api/users/'],
    ['/api/users/me/', '/api/users/me/'],
    ['/api/overview/', '/api/overview/'],
    ['/api/openportal/status/', '/api/openportal/status/'],
    ['/api/openportal-project-template/', '/api/openportal-project-template/'],
    ['/api/openportal-managed-project-audit/', '/api/openportal-managed-project-audit/'],
    ['/api/version/', '/api/version/'],
    ['/health/live', '/health/live'],
    ['/health/ready', '/health/ready'],
  ] as const) {
    const { schema } = document.paths[path].get.responses['200'].content['application/json'];
    const reply = await app.get(url);
    assert.equal(reply.status, 200, reply.text);
    const whole = { ...schema, components: document.components };
    assert.ok(ajv.validate(whole, reply.body), `${url}: ${ajv.errorsText()}`);
  }
});

test('/api/docs/ shows the document with files from this server only', async () => {
  const page = await app.get('/api/docs/', { as: null });
  assert.equal(page.status, 200);
  assert.match(page.text, /swagger-ui/);
  const sources = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]);
  assert.ok(sources.length > 0);
  for (const source of sources) assert.doesNotMatch(source as string, /^(https?:)?\/\//);
  const script = await app.get('/api/docs/static/swagger-initializer.js', { as: null });
  assert.equal(script.status, 200);
});

test('health and metrics need no credentials and do not reveal the version', async () => {
  assert.equal((await app.get('/api/version/', { as: null })).status, 401);
  for (const path of ['/health/live', '/health/ready', '/metrics']) {
    assert.equal((await app.get(path, { as: null })).status, 200, path);
  }
  assert.match(
    (await app.get('/metrics', { as: null })).text,
    /gatehouse_http_request_seconds_bucket/,
  );
});
