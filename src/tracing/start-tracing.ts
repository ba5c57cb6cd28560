import { StartError } from '../errors/start-error.ts';
import { setTracing, type Tracing } from './tracing.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Starts to record spans where the standard variables of OpenTelemetry name a collector. Returns what
 * records them, null where nothing does. Throws StartError for a value that we do not implement.
 */
export async function startTracing(env: Environment, version: string): Promise<Tracing | null> {
  if (!isTracingWanted(env)) return null;
  requireWord(env, 'OTEL_TRACES_EXPORTER', ['otlp']);
  requireWord(env, 'OTEL_EXPORTER_OTLP_PROTOCOL', ['http/json', 'http/protobuf']);
  requireWord(env, 'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', ['http/json', 'http/protobuf']);
  // Loaded here, so that a start without traces does not wait for it.
  const { createTracing } = await import('./open-telemetry.ts');
  const tracing = createTracing(env, version);
  setTracing(tracing);
  return tracing;
}

function isTracingWanted(env: Environment): boolean {
  if (env.OTEL_SDK_DISABLED?.toLowerCase() === 'true') return false;
  if (env.OTEL_TRACES_EXPORTER === 'none') return false;
  return Boolean(env.OTEL_EXPORTER_OTLP_ENDPOINT || env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT);
}

function requireWord(env: Environment, variable: string, words: readonly string[]): void {
  const value = env[variable];
  if (!value || words.includes(value)) return;
  throw new StartError(`${variable}: "${value}" is not one of ${words.join(', ')}.`);
}
