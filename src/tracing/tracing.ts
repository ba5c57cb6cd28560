/*
 * Traces, where the operator asks for them (start-tracing.ts). Nothing of OpenTelemetry is loaded
 * otherwise: this file has only its types.
 */

import type { Attributes } from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';

export interface SpanOptions {
  /** Few different texts, such as a route or the name of a call: no ids. */
  name: string;
  /** `client`: a call to something else. `consumer`: work that arrived earlier. */
  kind: 'client' | 'consumer' | 'internal';
  /** Never a secret, personal data, or a value of a statement. */
  attributes: Attributes;
}

/** What records spans. */
export interface Tracing {
  /** Runs `work` in a span of its own, within the active one if there is any. */
  runInSpan<Result>(span: SpanOptions, work: () => Promise<Result>): Promise<Result>;
  /** Whether there is an active span. */
  isInSpan(): boolean;
  /** Adds to the active span. */
  addAttributes(attributes: Attributes): void;
  /** The ids that a line of the log is found by in a trace; empty outside of one. */
  getLogFields(): { trace_id?: string; span_id?: string };
  /** Adds a span for each request. Call this before other hooks are added. */
  traceRequests(app: FastifyInstance): void;
  /** Sends what was recorded, and records nothing more. */
  stop(): Promise<void>;
}

let tracing: Tracing | null = null;

/** Sets what records spans in this process; null: nothing does. */
export function setTracing(newTracing: Tracing | null): void {
  tracing = newTracing;
}

/** null where no spans are recorded. */
export function getTracing(): Tracing | null {
  return tracing;
}

/** Runs `work` in a span where spans are recorded. */
export function runInSpan<Result>(span: SpanOptions, work: () => Promise<Result>): Promise<Result> {
  return tracing === null ? work() : tracing.runInSpan(span, work);
}
