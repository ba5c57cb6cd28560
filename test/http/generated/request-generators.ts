import fc from 'fast-check';
import { NO_NUL_PATTERN } from '../../../src/http/openapi-rules.ts';
import type { Operation, Parameter, Schema } from './openapi-operations.ts';

/*
 * Requests made from the OpenAPI document: valid, nearly valid, absurd. Where a name says what it
 * is about, such as `project_uuid`, what the desk really has is mostly taken, so that requests
 * get past the first check.
 */

/** What the desk has, by the name of a parameter or field. */
export type KnownValues = Readonly<Record<string, readonly string[]>>;

export interface GeneratedRequest {
  operation: Operation;
  kind: 'valid' | 'nearly' | 'absurd';
  /** As sent, with its query. */
  path: string;
  headers: Record<string, string>;
  body: Buffer | null;
}

export function generateRequests(
  operations: readonly Operation[],
  known: KnownValues,
): fc.Arbitrary<GeneratedRequest> {
  return fc
    .constantFrom(...operations)
    .chain((operation) =>
      fc.oneof(
        { weight: 4, arbitrary: generateValidRequest(operation, known) },
        { weight: 4, arbitrary: generateNearlyValidRequest(operation, known) },
        { weight: 3, arbitrary: generateAbsurdRequest(operation, known) },
      ),
    );
}

function generateValidRequest(
  operation: Operation,
  known: KnownValues,
): fc.Arbitrary<GeneratedRequest> {
  const body =
    operation.body === null ? fc.constant(undefined) : generateFromSchema(operation.body, known);
  return fc
    .record({ values: generateParameters(operation, known), body })
    .map(({ values, body: content }) =>
      buildRequest(operation, 'valid', values, content === undefined ? null : encodeJson(content)),
    );
}

/** One thing of it is wrong. */
function generateNearlyValidRequest(
  operation: Operation,
  known: KnownValues,
): fc.Arbitrary<GeneratedRequest> {
  const values = generateParameters(operation, known);
  const wrongParameter = fc
    .tuple(values, fc.nat(), hostileText)
    .map(([parameterValues, which, text]) => {
      const spoilt = operation.parameters[which % Math.max(1, operation.parameters.length)];
      return spoilt === undefined ? parameterValues : { ...parameterValues, [spoilt.name]: text };
    });
  if (operation.body === null) {
    return wrongParameter.map((parameterValues) =>
      buildRequest(operation, 'nearly', parameterValues, null),
    );
  }
  const body = generateFromSchema(operation.body, known);
  return fc.oneof(
    fc
      .tuple(wrongParameter, body)
      .map(([parameterValues, content]) =>
        buildRequest(operation, 'nearly', parameterValues, encodeJson(content)),
      ),
    fc
      .tuple(values, body, fc.nat(), hostileValue, fc.constantFrom('drop', 'spoil', 'add'))
      .map(([parameterValues, content, which, value, how]) =>
        buildRequest(
          operation,
          'nearly',
          parameterValues,
          encodeJson(corruptValue(content, which, value, how)),
        ),
      ),
  );
}

function corruptValue(content: unknown, which: number, value: unknown, how: string): unknown {
  if (typeof content !== 'object' || content === null) return value;
  const names = Object.keys(content);
  const name = names[which % Math.max(1, names.length)];
  if (how === 'add' || name === undefined) return { ...content, surplus: value };
  if (how === 'spoil') return { ...content, [name]: value };
  return Object.fromEntries(Object.entries(content).filter(([other]) => other !== name));
}

/** Nothing that a client would send. */
function generateAbsurdRequest(
  operation: Operation,
  known: KnownValues,
): fc.Arbitrary<GeneratedRequest> {
  const anyValues = fc
    .tuple(...operation.parameters.map(() => hostileText))
    .map((texts) =>
      Object.fromEntries(operation.parameters.map(({ name }, index) => [name, texts[index] ?? ''])),
    );
  return fc
    .record({
      values: fc.oneof(generateParameters(operation, known), anyValues),
      more: fc.option(fc.tuple(hostileText, hostileText), { nil: null }),
      // Headers too long are refused before the method is known, so with a body even for HEAD.
      headers: absurdHeaders.filter(
        (headers) => operation.method !== 'HEAD' || !('x-long' in headers),
      ),
      body: operation.body === null ? fc.constant(null) : absurdBody,
    })
    .map(({ values, more, headers, body }) => {
      const request = buildRequest(operation, 'absurd', values, body);
      const mark = request.path.includes('?') ? '&' : '?';
      const path =
        more === null
          ? request.path
          : `${request.path}${mark}${encode(more[0])}=${encode(more[1])}`;
      return { ...request, path, headers: { ...request.headers, ...headers } };
    });
}

type Values = Record<string, unknown>;

function generateParameters(
  { parameters: all }: Operation,
  known: KnownValues,
): fc.Arbitrary<Values> {
  const arbitraries = Object.fromEntries(
    all.map((parameter) => [parameter.name, generateParameterValue(parameter, known)]),
  );
  const always = all.filter((each) => each.in === 'path' || each.required).map(({ name }) => name);
  return fc.record(arbitraries, { requiredKeys: always }) as fc.Arbitrary<Values>;
}

function generateParameterValue(
  { name, schema }: Parameter,
  known: KnownValues,
): fc.Arbitrary<unknown> {
  return generateFromSchema(schema, known, name);
}

function buildRequest(
  operation: Operation,
  kind: GeneratedRequest['kind'],
  values: Values,
  body: Buffer | null,
): GeneratedRequest {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encode(values[name]));
  const query = operation.parameters
    .filter((each) => each.in === 'query' && values[each.name] !== undefined)
    .flatMap(({ name }) =>
      [values[name]].flat().map((value) => `${encode(name)}=${encode(value)}`),
    );
  const headers = Object.fromEntries(
    operation.parameters
      .filter((each) => each.in === 'header' && values[each.name] !== undefined)
      .map(({ name }) => [name, headerText(values[name])]),
  );
  return {
    operation,
    kind,
    path: query.length === 0 ? path : `${path}?${query.join('&')}`,
    headers: { ...headers, ...(body !== null && { 'content-type': 'application/json' }) },
    body,
  };
}

/** Values that this schema allows, as far as a schema can say. */
function generateFromSchema(schema: Schema, known: KnownValues, name = ''): fc.Arbitrary<unknown> {
  const there = known[name];
  if (there !== undefined && there.length > 0) {
    const own = fc.constantFrom(...there);
    return fc.oneof(
      { weight: 6, arbitrary: own },
      { weight: 1, arbitrary: generateBySchema(schema, known) },
    );
  }
  return generateBySchema(schema, known);
}

function generateBySchema(schema: Schema, known: KnownValues): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.anyOf !== undefined)
    return fc.oneof(...schema.anyOf.map((one) => generateBySchema(one, known)));
  const types = [schema.type ?? []].flat();
  if (types.length === 0) return fc.jsonValue({ maxDepth: 2 });
  return fc.oneof(...types.map((type) => generateByType(type, schema, known)));
}

function generateByType(type: string, schema: Schema, known: KnownValues): fc.Arbitrary<unknown> {
  switch (type) {
    case 'string':
      return generateText(schema);
    case 'integer':
      return fc.integer({
        min: schema.minimum ?? -5,
        max: Math.min(schema.maximum ?? 500, 2 ** 31 - 1),
      });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(generateFromSchema(schema.items ?? {}, known), { maxLength: 4 });
    case 'object':
      return generateObject(schema, known);
    default:
      return fc.constant(null);
  }
}

const texts = new Map<string, fc.Arbitrary<string>>();

/** Making such an arbitrary takes milliseconds, and the same schemas come with every batch. */
function generateText(schema: Schema): fc.Arbitrary<string> {
  const { format, pattern, minLength, maxLength } = schema;
  const key = JSON.stringify([format, pattern, minLength, maxLength]);
  const arbitrary = texts.get(key) ?? makeTextArbitrary(schema);
  texts.set(key, arbitrary);
  return arbitrary;
}

function makeTextArbitrary({
  format,
  pattern,
  minLength = 0,
  maxLength = 40,
}: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'date') return fc.constantFrom('2026-12-01', '2027-03-31', '2024-02-29');
  if (format === 'date-time') return fc.constantFrom('2026-12-01T00:00:00Z');
  if (pattern !== undefined && pattern !== NO_NUL_PATTERN) {
    return fc.stringMatching(new RegExp(pattern));
  }
  const length = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) };
  return fc.oneof(fc.string(length), fc.string({ ...length, unit: 'grapheme' }));
}

function generateObject(schema: Schema, known: KnownValues): fc.Arbitrary<unknown> {
  const { properties, additionalProperties, required = [] } = schema;
  if (properties === undefined) {
    const value = typeof additionalProperties === 'object' ? additionalProperties : {};
    const names = fc.constantFrom('NHR', 'PI', 'Researcher', 'GPU', 'x');
    return fc.dictionary(names, generateBySchema(value, known), { maxKeys: 3 });
  }
  const arbitraries = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [
      name,
      generateFromSchema(property, known, name),
    ]),
  );
  return fc.record(arbitraries, { requiredKeys: required });
}

const hostileText = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '-1',
    '0',
    'null',
    'true',
    '1e309',
    '99999999999999999999',
    '\u0000',
    'a\u0000b',
    '../../../../etc/passwd',
    '..%2f..%2f',
    "' or '1'='1",
    "'; drop table person; --",
    '%_\\',
    '$1',
    '{{7*7}}',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: sent as it is
    '${jndi:ldap://x}',
    '<script>alert(1)</script>',
    'x\r\nset-cookie: evil=1',
    '\n{"level":60,"msg":"forged"}',
    '\u001b[2J',
    '__proto__',
    '\u202etxt.exe',
    '\uffff',
    '💥',
    '2026-02-31',
    '0000-00-00',
    '275760-09-13T00:00:00.001Z',
    'x'.repeat(300),
    'x'.repeat(3000),
  ),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => text.toWellFormed()),
);

const hostileValue = fc.oneof(
  hostileText,
  fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }),
  fc.constantFrom<unknown>(
    null,
    -0,
    1e300,
    2 ** 53,
    -1,
    [],
    {},
    [[]],
    '\ud800',
    'x'.repeat(100_000),
    { __proto__: null, constructor: { prototype: { isStaff: true } } },
    buildNestedArray(200),
  ),
);

const absurdBody = fc.oneof(
  { weight: 5, arbitrary: hostileValue.map(encodeJson) },
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      Buffer.from(''),
      Buffer.from('{'),
      Buffer.from('{"a":1}{"a":2}'),
      Buffer.from('NaN'),
      Buffer.from('[1e999999]'),
      Buffer.from([0xff, 0xfe, 0x00]),
      Buffer.from([0x22, 0xc3, 0x28, 0x22]),
      Buffer.from('{"name":"\xed\xa0\x80"}', 'latin1'),
      Buffer.from('{"name":"a","name":"b","__proto__":{"is_staff":true}}'),
      Buffer.from(`${'['.repeat(50_000)}${']'.repeat(50_000)}`),
    ),
  },
  { weight: 1, arbitrary: fc.constant(Buffer.from(`{"name":"${'x'.repeat(1_500_000)}"}`)) },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)) },
);

const absurdHeaders: fc.Arbitrary<Record<string, string>> = fc.constantFrom<
  Record<string, string>[]
>(
  {},
  {},
  {},
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-encoding': 'gzip' },
  { accept: 'image/png;q=0' },
  { 'if-match': '"' },
  { 'if-match': 'W/"1", *' },
  { 'if-none-match': '\t' },
  { 'x-forwarded-for': "'; drop table person; --" },
  { 'x-forwarded-proto': 'javascript' },
  { 'x-forwarded-host': 'evil.example' },
  { 'user-agent': '[31m {"level":60,"msg":"forged"}' },
  { 'accept-language': '\xff\xfe' },
  { range: 'bytes=0-0,-1' },
  { cookie: 'gatehouse_session=%00; gatehouse_session=x' },
  { origin: 'https://evil.example' },
  { expect: '200-ok' },
  { 'x-http-method-override': 'DELETE' },
  { 'x-long': 'x'.repeat(20_000) },
);

function buildNestedArray(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = { value };
  return value;
}

function encodeJson(content: unknown): Buffer {
  return Buffer.from(JSON.stringify(content) ?? 'null');
}

const encode = (value: unknown): string => encodeURIComponent(String(value).toWellFormed());

/** A header carries neither line ends nor what is beyond Latin-1; Node sends none of them. */
const headerText = (value: unknown): string =>
  String(value).replace(/[^\t\x20-\x7e\x80-\xff]/g, '?');
