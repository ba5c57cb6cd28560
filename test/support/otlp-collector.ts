/*
 * A collector of OpenTelemetry in a process of its own: takes traces as OTLP over HTTP, in JSON, from
 * those who send the header `authorization` of its first argument, and gives back what it has on GET.
 * Prints its URL.
 */

import { createServer, type IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';

interface OtlpValue {
  stringValue?: string;
  intValue?: number | string;
}

interface OtlpSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: { key: string; value: OtlpValue }[];
  status: { code?: number };
}

interface OtlpRequest {
  resourceSpans: {
    resource: { attributes: { key: string; value: OtlpValue }[] };
    scopeSpans: { spans: OtlpSpan[] }[];
  }[];
}

/** A span as the collector gives it back. */
export interface CollectedSpan {
  service: string;
  traceId: string;
  spanId: string;
  /** null: it is the first of its trace. */
  parentId: string | null;
  name: string;
  /** 1 internal, 2 server, 3 client, 5 consumer. */
  kind: number;
  /** 0 unset, 2 error. */
  status: number;
  attributes: Record<string, string>;
}

const spans: CollectedSpan[] = [];

function toPairs(attributes: OtlpSpan['attributes']): Record<string, string> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, String(value.stringValue ?? value.intValue)]),
  );
}

/** Throws where something is missing that OTLP requires. */
function collect({ resourceSpans }: OtlpRequest): void {
  for (const { resource, scopeSpans } of resourceSpans) {
    const service = toPairs(resource.attributes)['service.name'] ?? '';
    for (const span of scopeSpans.flatMap((scope) => scope.spans)) {
      if (!/^[0-9a-f]{32}$/.test(span.traceId) || !/^[0-9a-f]{16}$/.test(span.spanId))
        throw new Error('A span has no ids.');
      if (BigInt(span.endTimeUnixNano) < BigInt(span.startTimeUnixNano))
        throw new Error('A span ends before it starts.');
      const { traceId, spanId, name, kind, parentSpanId, status, attributes } = span;
      const parentId = parentSpanId || null;
      spans.push({
        ...{ service, traceId, spanId, parentId, name, kind },
        ...{ status: status.code ?? 0, attributes: toPairs(attributes) },
      });
    }
  }
}

async function readJson(request: IncomingMessage): Promise<OtlpRequest> {
  const isGzip = request.headers['content-encoding'] === 'gzip';
  const body = isGzip ? request.pipe(createGunzip()) : request;
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as OtlpRequest;
}

const server = createServer(async (request, response) => {
  if (request.method === 'GET') return response.end(JSON.stringify(spans));
  try {
    if (request.url !== '/v1/traces') throw new Error(`There is no ${request.url}.`);
    if (request.headers['content-type'] !== 'application/json')
      throw new Error('JSON is expected.');
    if (request.headers.authorization !== process.argv[2]) throw new Error('Who is this?');
    collect(await readJson(request));
    response.setHeader('content-type', 'application/json');
    return response.end('{}');
  } catch (error) {
    response.statusCode = 400;
    return response.end(String(error));
  }
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number };
  console.log(`http://127.0.0.1:${port}`);
});
