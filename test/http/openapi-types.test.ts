import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createDatabase } from '../../src/database/connection-pool.ts';
import { createServer } from '../../src/server.ts';
import { listOperations, type Operation, type Schema } from './generated/openapi-operations.ts';

/*
 * Issue 17, 7: in our OpenAPI document orders, states and kinds of events are enumerated, and times,
 * days, UUIDs and URLs have a format, in parameters, bodies and replies.
 */
let server: Awaited<ReturnType<typeof createServer>>;
let operations: Operation[];
let components: Record<string, Schema> = {};

before(async () => {
  server = await createServer({
    // Never connected to: the document needs the routes alone.
    db: createDatabase('postgres://nobody@127.0.0.1:1/none'),
    clock: () => new Date(),
    portal: () => '',
    bridge: null,
    publicUrl: null,
    log: false,
  });
  const document = JSON.parse(JSON.stringify(server.swagger()));
  operations = listOperations(document);
  components = document.components?.schemas ?? {};
});
after(() => server.close());

/** A named value of the document and where it stands. */
interface Place {
  at: string;
  name: string;
  schema: Schema;
}

function listPlaces(): Place[] {
  return operations.flatMap(({ method, path, parameters, body, responses }) => {
    const of = `${method} ${path}`;
    const replies = Object.entries(responses).flatMap(([status, { content }]) =>
      Object.values(content ?? {}).flatMap(({ schema }) =>
        schema === undefined ? [] : listProperties(schema, `${of} ${status}`),
      ),
    );
    const known = parameters.map(({ name, schema }) => ({ at: `${of} ?${name}`, name, schema }));
    return [...known, ...(body === null ? [] : listProperties(body, `${of} body`)), ...replies];
  });
}

function listProperties(given: Schema, at: string): Place[] {
  const schema = resolve(given);
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, item]) => [
    { at: `${at} ${name}`, name, schema: resolve(item) },
    ...listProperties(item, `${at} ${name}`),
  ]);
  const inner = [schema.items, ...(schema.anyOf ?? [])].flatMap((item) =>
    item === undefined ? [] : listProperties(item, at),
  );
  const { additionalProperties } = schema;
  const others =
    typeof additionalProperties === 'object' ? listProperties(additionalProperties, at) : [];
  return [...own, ...inner, ...others];
}

function resolve(schema: Schema & { $ref?: string }): Schema {
  const name = schema.$ref?.replace('#/components/schemas/', '');
  return name === undefined ? schema : (components[name] ?? schema);
}

/** The schema of one value where a parameter may be repeated. */
const toItem = ({ items, ...schema }: Schema): Schema => items ?? schema;

const isText = ({ type }: Schema): boolean => [type ?? []].flat().includes('string');

const readDescription = (schema: Schema & { description?: string }): string =>
  schema.description ?? '';

/** The value is always empty or null, so nothing has to be said of its form. */
const isNeutral = (schema: Schema): boolean =>
  /^Always (null|empty)/.test(readDescription(schema)) || schema.enum?.join() === '';

/** What a description says of the form of a value. */
const described: [string, RegExp, string[]][] = [
  ['UUIDs', /^UUIDs? of|^UUID,/, ['uuid']],
  ['URLs', /^URL of|absolute URL/, ['uri', 'uri-reference']],
  ['times', /RFC 3339|\dZ$/, ['date-time']],
  ['days', /YYYY-MM-DD/, ['date']],
];

const formats: [string, RegExp, string[]][] = [
  ['UUIDs', /(^|_)uuids?$/, ['uuid']],
  ['URLs', /(^|_)url$/, ['uri', 'uri-reference']],
  [
    'times',
    /(^created|^date_joined|^timestamp(_after|_before)?|_time|_at|^expires|_since|^last_used)$/,
    ['date-time'],
  ],
  ['days', /(^|_)(start_date|end_date|day)$/, ['date']],
];

describe('the OpenAPI document', () => {
  test('enumerates orders, states and kinds of events', () => {
    const words = listPlaces().filter(({ name }) => /^(o|state|event_type|status)$/.test(name));
    const open = words
      .filter(({ schema }) => isText(toItem(schema)) && toItem(schema).enum === undefined)
      .map(({ at }) => at);
    assert.deepEqual(open, []);
    const empty = words.filter(({ schema }) => toItem(schema).enum?.length === 0);
    assert.deepEqual(empty, [], 'no word would be allowed');
    for (const name of ['o', 'state', 'event_type']) {
      assert.ok(
        words.some((place) => place.name === name && place.at.includes('?')),
        name,
      );
    }
  });

  test('says that no text may contain NUL', () => {
    const sent = listPlaces().filter(({ at }) => at.includes(' ?') || at.includes(' body '));
    const free = sent
      .map(({ at, schema }) => ({ at, schema: toItem(schema) }))
      .filter(({ schema }) => isText(schema) && !schema.enum && !schema.format)
      // A page size is read leniently.
      .filter(({ schema }) => ![schema.type].flat().includes('integer'))
      .filter(({ schema }) => new RegExp(schema.pattern ?? '', 'u').test('a\0b'));
    assert.deepEqual(
      free.map(({ at }) => at),
      [],
    );
  });

  test('says that a body without required fields is optional', () => {
    const bodies = operations.filter(({ body }) => body !== null);
    const wrong = bodies.filter(
      ({ body, isBodyRequired }) => isBodyRequired !== (body?.required !== undefined),
    );
    assert.deepEqual(
      wrong.map(({ method, path }) => `${method} ${path}`),
      [],
    );
    assert.ok(bodies.some(({ method, isBodyRequired }) => method === 'PATCH' && !isBodyRequired));
  });

  for (const [what, pattern, allowed] of described) {
    test(`states the format of ${what} where the description does`, () => {
      const plain = listPlaces()
        .filter(({ schema }) => pattern.test(readDescription(schema)) && !isNeutral(schema))
        .filter(({ schema }) => isText(toItem(schema)))
        .filter(({ schema }) => !allowed.includes(toItem(schema).format ?? ''))
        .map(({ at }) => at);
      assert.deepEqual([...new Set(plain)], []);
    });
  }

  for (const [what, pattern, allowed] of formats) {
    test(`states the format of ${what}`, () => {
      const named = listPlaces().filter(
        ({ name, schema }) => pattern.test(name) && isText(toItem(schema)) && !isNeutral(schema),
      );
      assert.ok(named.length > 10, `${named.length} ${what}`);
      const plain = named
        .filter(({ schema }) => !allowed.includes(toItem(schema).format ?? ''))
        .map(({ at }) => at);
      assert.deepEqual([...new Set(plain)], []);
    });
  }
});
