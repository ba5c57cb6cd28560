import type { Json } from './lossless-json.ts';
import { Refusal } from './replies.ts';

export type DestinationsFormat = 'both' | 'array' | 'string';

/** Reads Destinations in the forms that this bridge accepts. */
export function parseDestinations(body: Json, form: DestinationsFormat): string[] {
  if (typeof body === 'string' && form !== 'array') return splitDestinations(body);
  if (Array.isArray(body) && form !== 'string' && body.every((one) => typeof one === 'string')) {
    return body;
  }
  throw new Refusal(400);
}

export function formatDestinations(destinations: string[], form: DestinationsFormat): Json {
  return form === 'string' ? `[${destinations.join(', ')}]` : destinations;
}

function splitDestinations(text: string): string[] {
  return text
    .replace(/^\[(.*)\]$/s, '$1')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
