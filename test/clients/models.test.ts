import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  listOperations,
  type Operation,
  type Schema,
} from '../http/generated/openapi-operations.ts';
import { TestApp } from '../support/test-app.ts';
import { listRequiredFields, normalizePath, pythonClient } from './kept-clients.ts';

/*
 * Issue 17, 4: our replies have every field that the clients read without looking, of a type that
 * they can read, and no word that their enumerations do not know.
 */
let app: TestApp;
let served: Map<string, Operation>;
let components: Record<string, Schema> = {};

before(async () => {
  app = await TestApp.open();
  const document = (await app.get('/api/schema/', { as: null })).body;
  components = document.components?.schemas ?? {};
  served = new Map(
    listOperations(document).map((operation) => [
      `${operation.method} ${normalizePath(operation.path)}`,
      operation,
    ]),
  );
});
after(() => app.close());

/**
 * Where we differ on purpose. The maps of identifiers are plain, as Waldur writes them; the model of
 * 8.1.3 wants a key named `*` and cannot read Waldur's own either.
 */
const exceptions = new Set(['ProjectMappingMap.*', 'UserMappingMap.*', 'OfferingMappingMap.*']);

/** Details of old audit entries may lack a field that came later; what is written now has all. */
const pastDetails = /^ManagedProjectAuditEntry\.(previous|new)_details$/;

const answered = pythonClient.operations.filter(({ reply }) =>
  Object.hasOwn(pythonClient.models, reply.replace('[]', '')),
);

describe('replies as the client reads them', () => {
  for (const operation of answered) {
    test(operation.id, (context) => {
      const ours = served.get(`${operation.method} ${normalizePath(operation.path)}`);
      if (ours === undefined) return context.skip('not served: see docs/integrators.md');
      const [status] = operation.success;
      const content = ours.responses[String(status)]?.content;
      const schema = content?.['application/json']?.schema;
      assert.ok(schema !== undefined, `no reply with status ${status}`);
      const isList = operation.reply.endsWith('[]');
      const item = isList ? schema.items : schema;
      assert.ok(item !== undefined, 'the client expects a list');
      assert.deepEqual(findDifferences(item, operation.reply.replace('[]', '')), []);
    });
  }
});

/** What a client of this model could not read in values of this schema, in words. */
function findDifferences(given: Schema, model: string, at = model): string[] {
  const schema = resolve(given);
  if (schema.anyOf) return schema.anyOf.flatMap((one) => findDifferences(one, model, at));
  // What an awarding portal sent, as it came: other tests look into it.
  if (isOpenObject(schema) || pastDetails.test(at)) return [];
  const fields = pythonClient.models[model] ?? {};
  const missing = listRequiredFields(model)
    .filter((name) => !exceptions.has(`${model}.${name}`))
    .filter((name) => !schema.required?.includes(name) || !schema.properties?.[name])
    .map((name) => `${at}.${name} is missing`);
  const wrong = Object.entries(schema.properties ?? {}).flatMap(([name, ours]) => {
    const theirs = fields[name];
    return theirs === undefined ? [] : findTypeDifference(ours, theirs, `${at}.${name}`);
  });
  return [...missing, ...wrong];
}

function resolve(schema: Schema & { $ref?: string }): Schema {
  const name = schema.$ref?.replace('#/components/schemas/', '');
  return name === undefined ? schema : (components[name] ?? schema);
}

function isOpenObject({ properties, additionalProperties }: Schema): boolean {
  return properties === undefined && additionalProperties !== undefined;
}

const jsonTypes: Record<string, string[]> = {
  string: ['string'],
  uuid: ['string'],
  datetime: ['string'],
  date: ['string'],
  boolean: ['boolean'],
  integer: ['integer'],
  number: ['number', 'integer'],
  object: ['object'],
};

function findTypeDifference(schema: Schema, type: string, at: string): string[] {
  const kinds = type.replace(/!$/, '').split('|');
  const isList = kinds.some((kind) => kind.endsWith('[]'));
  const names = kinds.map((kind) => kind.replace('[]', ''));
  const ours = [schema.type ?? []].flat();
  if (ours.includes('null') && !kinds.includes('null')) return [`${at} may be null`];
  if (isList) {
    if (!ours.includes('array')) return [`${at} is not a list`];
    const item = schema.items;
    const isAlwaysEmpty = schema.maxItems === 0;
    return item === undefined || isAlwaysEmpty
      ? []
      : findTypeDifference(item, names.join('|'), `${at}[]`);
  }
  const model = names.find((name) => Object.hasOwn(pythonClient.models, name));
  if (model !== undefined) return findDifferences(schema, model, at);
  const known = names.flatMap((name) => pythonClient.enums[name] ?? []);
  if (known.length > 0) {
    const unknown = (schema.enum ?? []).filter(
      (word) => word !== null && !known.includes(word as string),
    );
    return unknown.map((word) => `${at} may be ${word}, which the client does not know`);
  }
  const expected = names.flatMap((name) => jsonTypes[name] ?? []);
  const plain = ours.filter((one) => one !== 'null');
  if (expected.length === 0 || plain.length === 0) return [];
  return plain.every((one) => expected.includes(one))
    ? []
    : [`${at} is ${plain.join(' or ')}, not ${expected.join(' or ')}`];
}
