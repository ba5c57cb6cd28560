/* Records spans with the packages of OpenTelemetry, and sends them to a collector as OTLP over HTTP. */

import {
  type Attributes,
  context,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { chooseSampler } from './choose-sampler.ts';
import { traceRequests } from './trace-requests.ts';
import type { SpanOptions, Tracing } from './tracing.ts';

const spanKinds = {
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
} as const;

/**
 * Records spans of this version of the service. The exporter reads where to send to, and headers, from
 * the environment itself; `headers` are added. Throws StartError.
 */
export function createTracing(
  env: Readonly<Record<string, string | undefined>>,
  { version, headers }: { version: string; headers: Record<string, string> },
): Tracing {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const provider = new TracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'gatehouse', 'service.version': version }))
      .merge(detectResources({ detectors: [envDetector] })),
    sampler: chooseSampler(env),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ headers }) })],
  });
  const tracer = provider.getTracer('gatehouse');

  async function runInSpan<Result>(
    { name, kind, attributes }: SpanOptions,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const span = tracer.startSpan(name, { kind: spanKinds[kind], attributes });
    try {
      return await context.with(trace.setSpan(context.active(), span), work);
    } catch (error) {
      markFailed(span, error);
      throw error;
    } finally {
      span.end();
    }
  }

  return {
    runInSpan,
    isInSpan: () => trace.getActiveSpan()?.isRecording() ?? false,
    addAttributes: (attributes: Attributes) =>
      void trace.getActiveSpan()?.setAttributes(attributes),
    getLogFields: () => {
      const ids = trace.getActiveSpan()?.spanContext();
      return ids === undefined ? {} : { trace_id: ids.traceId, span_id: ids.spanId };
    },
    traceRequests: (app) => traceRequests(app, tracer),
    stop: () => provider.shutdown(),
  };
}

/** By the kind of error alone: the message of a database error may quote a row. */
function markFailed(span: Span, error: unknown): void {
  const { name, code } = error as { name?: unknown; code?: unknown };
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttribute('error.type', String(code ?? name ?? typeof error));
}
