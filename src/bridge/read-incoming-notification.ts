import { BadInput } from '../award/bad-input.ts';
import { type NetworkEvent, parseNetworkEvent } from './network-event.ts';

/** A notification that the bridge handed over. */
export interface ReceivedNotification {
  id: string;
  /** As it came, cut where it is longer than is kept. */
  content: string;
  destination: string;
  /** null where it could not be understood. */
  event: NetworkEvent | null;
  /** Why it could not be understood. */
  problem: string | null;
}

/** Far more than any notification needs; a bridge that sends more is at fault. */
const MAX_CONTENT_LENGTH = 100_000;

/** Reads the answer to /fetch_notification. Never throws: what is odd about it is its problem. */
export function readNotification(id: string, text: string): ReceivedNotification {
  const content = toStorableText(text);
  try {
    const { destination, event } = parseNotification(id, text);
    return { id, content, destination, event, problem: null };
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    return { id, content, destination: '', event: null, problem: toStorableText(error.message) };
  }
}

function parseNotification(id: string, text: string) {
  const notification = parseObject(text);
  if (String(notification.id).toLowerCase() !== id.toLowerCase()) {
    throw new BadInput('id', 'This is not the id that was asked for.');
  }
  const { destination } = notification;
  if (typeof destination !== 'string') throw new BadInput('destination', 'This must be text.');
  return { destination: toStorableText(destination), event: parseNetworkEvent(notification.event) };
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BadInput('notification', 'This is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadInput('notification', 'This must be an object.');
  }
  return value as Record<string, unknown>;
}

/** Without what PostgreSQL cannot hold. */
function toStorableText(text: string): string {
  return text.replaceAll('\u0000', '\u{fffd}').toWellFormed().slice(0, MAX_CONTENT_LENGTH);
}
