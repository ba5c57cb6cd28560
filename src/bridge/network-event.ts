import { BadInput } from '../award/bad-input.ts';
import { type NetworkEvent as EventName, networkEvents } from '../award/award-enums.ts';
import { parseProjectIdentifier } from '../award/identifiers.ts';

/** An event that the network notified. */
export interface NetworkEvent {
  /** Such as `award_changed`. */
  name: EventName;
  /** What it is about, as it came: `p1.ukri`, or `alice.p1.ukri` of a user. */
  identifier: string;
  /** The award that this belongs to: `p1.ukri` for both. */
  award: string;
}

/**
 * Reads `{"AwardChanged": "p1.ukri"}`, which bridges hand over, or `award_changed p1.ukri`, which
 * the specification shows. Throws BadInput.
 */
export function parseNetworkEvent(value: unknown): NetworkEvent {
  const [word, identifier] = typeof value === 'string' ? splitText(value) : splitObject(value);
  const snakeCase = toSnakeCase(word);
  const name = networkEvents.find((known) => known === snakeCase);
  if (name === undefined) {
    throw new BadInput('event', `"${word.slice(0, 80)}" is not an event of the network.`);
  }
  return { name, identifier, award: parseAwardIdentifier(name, identifier) };
}

function splitObject(value: unknown): [word: string, identifier: string] {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = isObject ? Object.entries(value) : [];
  const [entry] = entries;
  if (entries.length !== 1 || entry === undefined || typeof entry[1] !== 'string') {
    throw new BadInput('event', 'An event is one name and its identifier.');
  }
  return [entry[0], entry[1]];
}

function splitText(text: string): [word: string, identifier: string] {
  const [, word, identifier] = /^(\S+)\s+(\S+)$/.exec(text.trim()) ?? [];
  if (word === undefined || identifier === undefined) {
    throw new BadInput('event', 'An event is one name and its identifier.');
  }
  return [word, identifier];
}

/** `AwardChanged` as `award_changed`; what is in snake case stays so. */
function toSnakeCase(word: string): string {
  return word.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
}

/** The project of `alice.p1.ukri` is `p1.ukri`. */
function parseAwardIdentifier(name: EventName, identifier: string): string {
  if (!name.startsWith('user_')) return parseProjectIdentifier(identifier, 'event').text;
  const [user, ...project] = identifier.split('.');
  if (!user || project.length !== 2) {
    throw new BadInput('event', 'A user identifier has three parts, as in "alice.p1.ukri".');
  }
  return parseProjectIdentifier(project.join('.'), 'event').text;
}
