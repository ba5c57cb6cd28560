import type { FastifyRequest } from 'fastify';
import { parseUuid } from '../http/resource-urls.ts';
import { parseUuidParam } from '../http/list-routes.ts';
import { notFound } from '../http/http-problem.ts';
import type { AppContext } from '../http/route-types.ts';
import { findPerson, type PersonRow } from '../people/store.ts';
import { requireCaller } from './caller.ts';

/**
 * Whose sessions, tokens or identities a request is about: one's own, anybody's for staff. Throws
 * a 404 where they are not the caller's to see.
 */
export async function loadRequestedAccount(
  { db }: AppContext,
  request: FastifyRequest,
): Promise<PersonRow> {
  const caller = requireCaller(request);
  const uuid = parseUuidParam(request);
  const mayLook = uuid === caller.uuid || caller.isStaff;
  const person = mayLook ? await findPerson(db, uuid, caller) : null;
  if (person === null || person.is_robot) throw notFound();
  return person;
}

/** A UUID in the path. Nothing is there under one that is none: 404. */
export function parseUuidOrNotFound(text: string): string {
  try {
    return parseUuid(text, 'uuid');
  } catch {
    throw notFound();
  }
}
