import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { listOperations, type Operation } from '../http/generated/openapi-operations.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';
import { type ClientOperation, normalizePath, pythonClient } from './kept-clients.ts';

/*
 * Issue 17, 3: no parameter of the clients' operations is lost silently. Each that an operation of
 * a path that we serve can send is in our OpenAPI document, or is refused by name.
 */
let app: TestApp;
let served: Map<string, Operation>;
let paths: Map<string, string>;

before(async () => {
  app = await TestApp.open();
  const { provider, customer, template } = await app.createTemplateWithCustomers();
  await app.sendInstruction('create_project', awardDetails);
  const document = (await app.get('/api/schema/', { as: null })).body;
  served = new Map(
    listOperations(document).map((operation) => [
      `${operation.method} ${normalizePath(operation.path)}`,
      operation,
    ]),
  );
  const project = (await app.get('/api/projects/')).body[0];
  const unmanaged = await app.create('/api/projects/', { name: 'Free', customer: customer.url });
  const role = (await app.get('/api/roles/')).body[0];
  const one = (path: string, uuid: string): [string, string] => [path, path.replace('{}', uuid)];
  paths = new Map([
    one('/api/projects/{}/', project.uuid),
    one('/api/projects/{}/list_users/', project.uuid),
    one('/api/openportal-unmanaged-projects/{}/list_users/', unmanaged.uuid),
    one('/api/customers/{}/', customer.uuid),
    one('/api/customers/{}/list_users/', provider.uuid),
    one('/api/users/{}/', app.people.get('staff')?.uuid ?? ''),
    one('/api/openportal-project-template/{}/', template.uuid),
    one('/api/roles/{}/', role?.uuid ?? ''),
    ['/api/openportal-managed-projects/{}/{}/', app.getAwardPath()],
  ]);
});
after(() => app.close());

const values: Record<string, string> = {
  string: 'x',
  uuid: '11111111-1111-4111-8111-111111111111',
  datetime: '2026-11-23T12:00:00+00:00',
  date: '2026-11-23',
  boolean: 'True',
  integer: '1',
  number: '1',
};

/** A value of this parameter as the Python client writes it. */
function exampleValue(type: string): string {
  const plain = type.replace(/!$/, '').replace(/\[\]$/, '').split('|')[0] as string;
  return values[plain] ?? String(pythonClient.enums[plain]?.[0] ?? 'x');
}

const withParameters = pythonClient.operations.filter(
  ({ method, query }) => (method === 'GET' || method === 'HEAD') && query !== undefined,
);

describe('each parameter that the client sends is honoured or refused by name', () => {
  for (const operation of withParameters) {
    test(operation.id, async (context) => {
      const ours = served.get(`${operation.method} ${normalizePath(operation.path)}`);
      if (ours === undefined) return context.skip('not served: see docs/integrators.md');
      const known = new Set(ours.parameters.map(({ name }) => name));
      for (const [name, type] of Object.entries(operation.query ?? {})) {
        if (known.has(name)) continue;
        await assertRefused(operation, name, exampleValue(type));
      }
    });
  }
});

/** HEAD has no body to name the parameter in; GET of the same path does. */
async function assertRefused(operation: ClientOperation, name: string, value: string) {
  const path = normalizePath(operation.path);
  const url = paths.get(path) ?? path;
  assert.doesNotMatch(url, /\{\}/, `the test knows no example of ${path}`);
  const query = `?${new URLSearchParams({ [name]: value })}`;
  const reply = await app.request(operation.method, url + query);
  assert.equal(reply.status, 400, `${operation.id}: ${name} is ignored`);
  const { body } = await app.get(url + query);
  assert.ok(name in body, `${operation.id}: ${name} is not named in ${JSON.stringify(body)}`);
}

describe('statuses and methods', () => {
  test('each operation that we serve documents a status that the client reads as success', () => {
    const wrong = pythonClient.operations.filter(({ method, path, success }) => {
      const ours = served.get(`${method} ${normalizePath(path)}`);
      return ours !== undefined && !success.some((status) => String(status) in ours.responses);
    });
    assert.deepEqual(
      wrong.map(({ id }) => id),
      [],
    );
  });

  test('repeatable parameters are repeatable here', () => {
    const single = withParameters.flatMap((operation) => {
      const ours = served.get(`${operation.method} ${normalizePath(operation.path)}`);
      return Object.entries(operation.query ?? {})
        .filter(([, type]) => /\[\]!?$/.test(type))
        .filter(([name]) => {
          const parameter = ours?.parameters.find((one) => one.name === name);
          return parameter !== undefined && parameter.schema.type !== 'array';
        })
        .map(([name]) => `${operation.id}: ${name}`);
    });
    assert.deepEqual(single, []);
  });
});
