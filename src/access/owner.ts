import type { FastifyRequest } from 'fastify';
import { parseUuid } from '../http/addresses.ts';
import { pathUuid } from '../http/lists.ts';
import { notFound } from '../http/problem.ts';
import type { Desk } from '../http/resource.ts';
import { findPerson, type PersonRow } from '../people/store.ts';
import { callerOf } from './caller.ts';

/**
 * Whose sessions, tokens or identities a request is about: one's own, anybody's for staff. Throws
 * a 404 where they are not the caller's to see.
 */
export async function accountOf({ db }: Desk, request: FastifyRequest): Promise<PersonRow> {
  const caller = callerOf(request);
  const uuid = pathUuid(request);
  const mayLook = uuid === caller.uuid || caller.isStaff;
  const person = mayLook ? await findPerson(db, uuid, caller) : null;
  if (person === null || person.is_robot) throw notFound();
  return person;
}

/** A UUID in the path. Nothing is there under one that is none: 404. */
export function uuidOr404(text: string): string {
  try {
    return parseUuid(text, 'uuid');
  } catch {
    throw notFound();
  }
}
