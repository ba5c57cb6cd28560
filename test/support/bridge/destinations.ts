import type { Json } from './json.ts';
import { Refusal } from './replies.ts';

export type DestinationsForm = 'both' | 'array' | 'string';

/** Reads Destinations in the forms that this bridge understands. */
export function readDestinations(body: Json, form: DestinationsForm): string[] {
  if (typeof body === 'string' && form !== 'array') return splitText(body);
  if (Array.isArray(body) && form !== 'string' && body.every((one) => typeof one === 'string')) {
    return body;
  }
  throw new Refusal(400);
}

export function writeDestinations(destinations: string[], form: DestinationsForm): Json {
  return form === 'string' ? `[${destinations.join(', ')}]` : destinations;
}

function splitText(text: string): string[] {
  return text
    .replace(/^\[(.*)\]$/s, '$1')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
