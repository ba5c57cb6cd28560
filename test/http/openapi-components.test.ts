import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameComponents } from '../../src/http/openapi-components.ts';

/* Schemas with a title become components of the OpenAPI document. */

const link = { title: 'Link', type: 'object', properties: { id: { type: 'string' } } };
const note = {
  title: 'Note',
  type: 'object',
  properties: { about: link, title: { type: 'string' } },
};

test('a schema with a title is referred to wherever it is used, also in another one', () => {
  const named = nameComponents({
    paths: { '/notes/': { get: { schema: { type: 'array', items: note } } } },
    webhooks: { 'note.made': { post: { schema: { anyOf: [note, { type: 'null' }] } } } },
    components: { securitySchemes: { token: {} } },
  });
  const reference = { $ref: '#/components/schemas/Note' };
  assert.deepEqual(named, {
    paths: { '/notes/': { get: { schema: { type: 'array', items: reference } } } },
    webhooks: { 'note.made': { post: { schema: { anyOf: [reference, { type: 'null' }] } } } },
    components: {
      securitySchemes: { token: {} },
      schemas: {
        Link: link,
        Note: {
          ...note,
          properties: { about: { $ref: '#/components/schemas/Link' }, title: { type: 'string' } },
        },
      },
    },
  });
});

test('two schemas with the same title and different fields are refused', () => {
  const paths = { '/a/': { schema: link }, '/b/': { schema: { ...link, type: 'array' } } };
  assert.throws(() => nameComponents({ paths }), /Two schemas are titled Link/);
});
