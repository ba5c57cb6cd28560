import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../lossless-json.ts';
import type { Instruction } from './command.ts';

/** The events that instances send for these instructions, also for repeats and no-ops [run]. */
const eventNames: Record<string, string> = {
  add_user: 'UserAdded',
  remove_user: 'UserRemoved',
  block_user: 'UserBlocked',
  unblock_user: 'UserUnblocked',
  add_project: 'ProjectAdded',
  remove_project: 'ProjectRemoved',
  block_project: 'ProjectBlocked',
  unblock_project: 'ProjectUnblocked',
};

/** The notification after an instruction, with the destination reversed; nothing for most verbs. */
export function createNetworkEvent(
  destination: string,
  { verb, user, project }: Instruction,
): (JsonObject & { id: string }) | undefined {
  const name = eventNames[verb];
  const identifier = user?.identifier ?? project?.identifier;
  if (name === undefined || identifier === undefined) return undefined;
  const reversed = destination.split('.').reverse().join('.');
  return { id: randomUUID(), destination: reversed, event: { [name]: identifier } };
}
