import { BridgeError } from './bridge-error.ts';
import type { BridgeClient } from './bridge-client.ts';

/**
 * How a bridge accepts Destinations: as an array, older ones as a string (docs/rules/openportal.md,
 * O2.5).
 */
type DestinationsFormat = 'array' | 'string';

/**
 * Posts Destinations and reads those that the bridge answers. Tries the array, then the string where
 * the bridge answers 4xx or 5xx to it, and remembers what was accepted. Throws BridgeError.
 */
export class DestinationsCall {
  readonly #client: BridgeClient;
  #format: DestinationsFormat | null = null;

  constructor(client: BridgeClient) {
    this.#client = client;
  }

  async post(endpoint: string, destinations: readonly string[]): Promise<string[]> {
    const send = async (form: DestinationsFormat): Promise<string[]> => {
      const answer = await this.#client.post(endpoint, formatDestinations(destinations, form));
      const acceptedNames = parseDestinations(answer);
      this.#format = form;
      return acceptedNames;
    };
    try {
      return await send(this.#format ?? 'array');
    } catch (error) {
      if (!isFormatRefused(error)) throw error;
      return send(this.#format === 'string' ? 'array' : 'string').catch(() => {
        throw error;
      });
    }
  }
}

/** `[a.b.c, d.e.f]`, also without brackets, or an array of such texts. Throws BridgeError. */
export function parseDestinations(answer: unknown): string[] {
  const texts = Array.isArray(answer) ? answer : splitDestinations(answer);
  if (!texts?.every((text) => typeof text === 'string')) {
    throw new BridgeError('nonsense', "The bridge's list of destinations cannot be read.");
  }
  return texts;
}

function splitDestinations(answer: unknown): string[] | null {
  if (typeof answer !== 'string') return null;
  const list = answer.trim().replace(/^\[|\]$/g, '');
  return list
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

function formatDestinations(
  destinations: readonly string[],
  form: DestinationsFormat,
): string | readonly string[] {
  return form === 'array' ? destinations : `[${destinations.join(', ')}]`;
}

// Answers of a bridge that is busy, or refuses our signature, say nothing about the form.
function isFormatRefused(error: unknown): boolean {
  return error instanceof BridgeError && ['refused', 'unknown'].includes(error.problem);
}
