import { readSecretFile } from '../encryption/secret-file.ts';
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
  const headers = readHeaders(env);
  // Loaded here, so that a start without traces does not wait for it.
  const { createTracing } = await import('./open-telemetry.ts');
  const tracing = createTracing(env, { version, headers });
  setTracing(tracing);
  return tracing;
}

/** Of the two variables with headers, the second for traces alone wins. */
const headerVariables = [
  'OTEL_EXPORTER_OTLP_HEADERS',
  'OTEL_EXPORTER_OTLP_TRACES_HEADERS',
] as const;

/**
 * The headers in the files that `…_FILE` names, as they may hold a secret; those in the variables
 * themselves are read by the exporter. Throws StartError.
 */
function readHeaders(env: Environment): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const variable of headerVariables) {
    const fileVariable = `${variable}_FILE`;
    const file = env[fileVariable];
    if (!file) continue;
    if (env[variable]) throw new StartError(`Set ${variable} or ${fileVariable}, not both.`);
    Object.assign(headers, parseHeaders(readSecretFile(file, fileVariable), fileVariable));
  }
  // What we give the exporter would win over the second variable.
  if (env.OTEL_EXPORTER_OTLP_HEADERS_FILE && env.OTEL_EXPORTER_OTLP_TRACES_HEADERS) {
    throw new StartError(
      'With OTEL_EXPORTER_OTLP_HEADERS_FILE, set OTEL_EXPORTER_OTLP_TRACES_HEADERS_FILE instead of OTEL_EXPORTER_OTLP_TRACES_HEADERS.',
    );
  }
  return headers;
}

/** `name=value,name=value`, percent-encoded, as the variable has it. Throws StartError. */
function parseHeaders(text: string, variable: string): Record<string, string> {
  const entries = text.split(',').map((pair): [string, string] => {
    const [, name, value = ''] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
    try {
      if (name !== undefined) return [name, decodeURIComponent(value)];
    } catch {
      // Malformed percent-encoding is refused below.
    }
    throw new StartError(`${variable} must name a file with name=value pairs, such as api-key=x.`);
  });
  return Object.fromEntries(entries);
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
