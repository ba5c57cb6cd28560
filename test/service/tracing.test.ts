import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { StartError } from '../../src/errors/start-error.ts';
import { startTracing } from '../../src/tracing/start-tracing.ts';
import { ConnectedService } from '../support/connected-service.ts';
import { projectRoot } from '../support/gatehouse-process.ts';
import type { CollectedSpan } from '../support/otlp-collector.ts';

/* Issue 22, 6: traces through HTTP, SQL, bridge and jobs, as a collector in its own process gets them. */

const endpoint = 'http://127.0.0.1:4318';
const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-tracing-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('nothing is traced unless a collector is named', async () => {
  assert.equal(await startTracing({}, '1'), null);
  assert.equal(await startTracing({ OTEL_SERVICE_NAME: 'desk' }, '1'), null);
  const named = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint };
  assert.equal(await startTracing({ ...named, OTEL_SDK_DISABLED: 'true' }, '1'), null);
  assert.equal(await startTracing({ ...named, OTEL_TRACES_EXPORTER: 'none' }, '1'), null);
});

for (const [variable, value] of [
  ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
  ['OTEL_TRACES_EXPORTER', 'zipkin'],
  ['OTEL_TRACES_SAMPLER', 'jaeger_remote'],
] as const) {
  test(`${variable}=${value} is refused with the values that are known`, async () => {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, [variable]: value };
    await assert.rejects(startTracing(env, '1'), (error: Error) => {
      assert.ok(error instanceof StartError);
      assert.match(error.message, new RegExp(`${variable}: "${value}" is not one of `));
      return true;
    });
  });
}

test('headers in a file that cannot be read, are malformed or given twice are refused', async () => {
  const variable = 'OTEL_EXPORTER_OTLP_HEADERS_FILE';
  const malformed = path.join(folder, 'malformed');
  writeFileSync(malformed, 'a secret without a name');
  const wellFormed = path.join(folder, 'well-formed');
  writeFileSync(wellFormed, 'api-key=secret');
  for (const [env, words] of [
    [{ [variable]: path.join(folder, 'none') }, /HEADERS_FILE must name a file that can be read/],
    [{ [variable]: malformed }, /HEADERS_FILE must name a file with name=value pairs/],
    [{ [variable]: malformed, OTEL_EXPORTER_OTLP_HEADERS: 'a=b' }, /not both/],
    [{ [variable]: wellFormed, OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'a=b' }, /set .*HEADERS_FILE/],
  ] as const) {
    await assert.rejects(
      startTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, ...env }, '1'),
      (error: Error) => {
        assert.ok(error instanceof StartError);
        assert.match(error.message, words);
        assert.doesNotMatch(error.message, /secret/);
        return true;
      },
    );
  }
});

describe('a service with a collector', () => {
  const templateKey = 'open-sesame-7391';
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const parentId = '00f067aa0ba902b7';
  let collector: ChildProcess;
  let testService: ConnectedService;
  let spans: CollectedSpan[] = [];
  let jobId = '';

  before(async () => {
    const program = path.join(projectRoot, 'test', 'support', 'otlp-collector.ts');
    const headers = path.join(folder, 'headers');
    writeFileSync(headers, 'x-site=brics,authorization=Bearer%20collector-token-5521\n');
    collector = spawn(process.execPath, [program, 'Bearer collector-token-5521'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(collector.stdout as NodeJS.ReadableStream, 'data');
    const url = String(line).trim();
    testService = await ConnectedService.open({
      env: {
        OTEL_EXPORTER_OTLP_ENDPOINT: url,
        OTEL_EXPORTER_OTLP_HEADERS_FILE: headers,
        OTEL_SERVICE_NAME: 'desk-under-test',
        GATEHOUSE_SECRET_KEY: '0123456789abcdef0123456789abcdef',
      },
    });
    await testService.createTemplate({ key: templateKey });
    await fetch(`${testService.url}/api/customers/?name=ada`, {
      headers: {
        traceparent: `00-${traceId}-${parentId}-01`,
        authorization: `Token ${testService.env.GATEHOUSE_ADMIN_TOKEN}`,
      },
    });
    const details = { name: 'Deep sea', template: 'open-call', allocation: '500 NHR' };
    const text = JSON.stringify({ ...details, key: templateKey });
    jobId = await testService.standIn.submitCommand(`create_project p1.ukri ${text}`);
    await testService.standIn.waitForAnswer(jobId);
    const webhook = await testService.request('POST', '/api/webhooks/', {
      name: 'Log',
      destination_url: 'https://receiver.example.org/hook',
      event_types: ['award.waiting'],
    });
    await testService.request('GET', `/api/webhooks/${webhook.body.uuid}/messages/`);
    await fetch(`${testService.url}/health/ready`);
    // The end of the service sends what was recorded.
    await testService.service?.stop('SIGTERM');
    spans = (await (await fetch(url)).json()) as CollectedSpan[];
  });
  after(async () => {
    await testService?.close();
    collector?.kill();
  });

  const childrenOf = (span: CollectedSpan | undefined): CollectedSpan[] =>
    spans.filter((each) => each.parentId === span?.spanId);

  test('has a span for each request, in the trace of its caller, with its statements', () => {
    const request = spans.find((span) => span.traceId === traceId && span.kind === 2);
    assert.deepEqual(
      [request?.name, request?.parentId, request?.service],
      ['GET /api/customers/', parentId, 'desk-under-test'],
    );
    assert.equal(request?.attributes['http.response.status_code'], '200');
    const statements = childrenOf(request);
    assert.ok(statements.length >= 2, `${statements.length} statements`);
    for (const { name, kind, attributes } of statements) {
      assert.deepEqual([name, kind], ['SELECT', 3]);
      assert.match(attributes['db.query.text'] ?? '', /select/);
    }
  });

  test('has the statements of a change, whose body arrived later, under its request', () => {
    const request = spans.find(({ name }) => name === 'POST /api/customers/');
    const names = childrenOf(request).map(({ name }) => name);
    for (const name of ['BEGIN', 'INSERT', 'COMMIT']) assert.ok(names.includes(name), `${names}`);
  });

  test('names a statement by its first word, not by the comment before it', () => {
    const request = spans.find(({ name }) => name === 'GET /api/webhooks/:uuid/messages/');
    const marked = childrenOf(request).find(({ attributes }) =>
      attributes['db.query.text']?.includes('/* planned each time */'),
    );
    assert.deepEqual([marked?.name, marked?.attributes['db.operation.name']], ['SELECT', 'SELECT']);
  });

  test('has a span for each job, with the calls of the bridge and the statements', () => {
    const job = spans.find((span) => span.attributes['gatehouse.job.id'] === jobId);
    assert.deepEqual([job?.name, job?.kind], ['job', 5]);
    assert.equal(job?.attributes['gatehouse.job.instruction'], 'create_project');
    assert.equal(job?.attributes['gatehouse.job.subject'], 'p1.ukri');
    const names = childrenOf(job).map(({ name }) => name);
    for (const name of ['bridge send_result', 'BEGIN', 'UPDATE'])
      assert.ok(names.includes(name), `${names}`);
    // The signal of the bridge begins the trace.
    const signal = spans.find(
      ({ name, traceId: trace }) =>
        name === 'GET /api/openportal/fetch_job/' && trace === job?.traceId,
    );
    assert.ok(childrenOf(signal).some(({ name }) => name === 'bridge fetch_job'));
  });

  test('has no secret, no value of a statement, and no span for probes', () => {
    const text = JSON.stringify(spans);
    for (const secret of [
      templateKey,
      testService.env.GATEHOUSE_ADMIN_TOKEN ?? '',
      'Deep sea',
      'ada@example.ac.uk',
    ])
      assert.ok(!text.includes(secret), secret);
    assert.ok(!text.includes('/health/ready'));
  });

  test('logs the ids of traces, requests and jobs', () => {
    const lines = testService.log.split('\n').filter((line) => line.startsWith('{'));
    const logged = lines.map((line) => JSON.parse(line));
    const request = logged.find((line) => line.trace_id === traceId);
    assert.match(request?.reqId ?? '', /^[0-9a-f-]{36}$/);
    const answered = logged.find((line) => line.msg === 'a job was answered');
    assert.deepEqual([answered?.jobId, answered?.outcome], [jobId, 'complete']);
    const job = spans.find((span) => span.attributes['gatehouse.job.id'] === jobId);
    assert.equal(answered?.trace_id, job?.traceId);
  });
});
