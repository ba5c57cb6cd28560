import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace';
import { StartError } from '../errors/start-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The sampler of OTEL_TRACES_SAMPLER and OTEL_TRACES_SAMPLER_ARG. Throws StartError. */
export function chooseSampler(env: Environment): Sampler {
  const name = env.OTEL_TRACES_SAMPLER || 'parentbased_always_on';
  const root = createRootSampler(name.replace(/^parentbased_/, ''), env);
  if (root === null) {
    const words = ['always_on', 'always_off', 'traceidratio'];
    const known = [...words, ...words.map((word) => `parentbased_${word}`)].join(', ');
    throw new StartError(`OTEL_TRACES_SAMPLER: "${name}" is not one of ${known}.`);
  }
  return name.startsWith('parentbased_') ? new ParentBasedSampler({ root }) : root;
}

function createRootSampler(name: string, env: Environment): Sampler | null {
  if (name === 'always_on') return new AlwaysOnSampler();
  if (name === 'always_off') return new AlwaysOffSampler();
  return name === 'traceidratio' ? new TraceIdRatioBasedSampler(readRatio(env)) : null;
}

function readRatio({ OTEL_TRACES_SAMPLER_ARG: text }: Environment): number {
  const ratio = text ? Number(text) : 1;
  if (ratio >= 0 && ratio <= 1) return ratio;
  throw new StartError(`OTEL_TRACES_SAMPLER_ARG: "${text}" is not a number from 0 to 1.`);
}
