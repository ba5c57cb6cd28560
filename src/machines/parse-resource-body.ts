import Big from 'big.js';
import type { Type } from 'typebox';
import { BadInput } from '../award/bad-input.ts';
import { parseDestination } from '../award/identifiers.ts';
import type { ResourceBody } from './resource-api-schema.ts';

export type ResourceFields = Partial<Type.Static<typeof ResourceBody>>;

/** The columns of a resource that a request sets. */
export interface ResourceColumns {
  name?: string;
  destination?: string;
  seconds_per_credit?: string;
  volumes?: string;
  mode?: 'active' | 'observe';
  is_enabled?: boolean;
}

const namePattern = /^[A-Za-z0-9_][A-Za-z0-9_-]{0,63}$/;

/** Reads the fields of a resource that are given. Throws BadInput. */
export function parseResourceBody(fields: ResourceFields, portal: string): ResourceColumns {
  const { name, destination, seconds_per_credit, volumes, mode, is_enabled } = fields;
  return {
    ...(name !== undefined && { name: parseName(name) }),
    ...(destination !== undefined && {
      destination: parseResourceDestination(destination, portal),
    }),
    ...(seconds_per_credit !== undefined && {
      seconds_per_credit: parseSecondsPerCredit(seconds_per_credit),
    }),
    ...(volumes !== undefined && { volumes: JSON.stringify(parseVolumes(volumes)) }),
    ...(mode !== undefined && { mode }),
    ...(is_enabled !== undefined && { is_enabled }),
  };
}

function parseName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '') throw new BadInput('name', 'A name is required.');
  return trimmed;
}

/** `<our portal>.<provider>.<platform>.<instance>`. */
function parseResourceDestination(text: string, portal: string): string {
  const agents = parseDestination(text);
  if (agents[0] !== portal) {
    throw new BadInput('destination', `A destination begins with our portal, ${portal}.`);
  }
  if (agents.length !== 4 || !agents.every((agent) => namePattern.test(agent))) {
    const rule = `A destination is ${portal}.<provider>.<platform>.<instance>, of A-Z, a-z, 0-9, _ and -.`;
    throw new BadInput('destination', rule);
  }
  return text;
}

function parseSecondsPerCredit(value: string | number): string {
  const rule = 'A number of node seconds above 0 is required, such as 3600.';
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(String(value))) throw new BadInput('seconds_per_credit', rule);
  const seconds = new Big(value);
  if (seconds.lte(0)) throw new BadInput('seconds_per_credit', rule);
  return seconds.toFixed();
}

function parseVolumes(volumes: readonly string[]): string[] {
  for (const volume of volumes) {
    if (!namePattern.test(volume)) {
      throw new BadInput('volumes', `${volume} is not the name of a volume.`);
    }
  }
  if (new Set(volumes).size < volumes.length) {
    throw new BadInput('volumes', 'Each volume is named once.');
  }
  return [...volumes];
}
