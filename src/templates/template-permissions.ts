/* Who may write templates. */

import type { Kysely } from 'kysely';
import { isCustomerOwner } from '../customers/customer-role-store.ts';
import { findCustomer } from '../customers/customer-store.ts';
import type { Database } from '../database/schema.ts';
import { forbiddenError } from '../errors/refused-error.ts';
import type { Caller } from '../http/caller.ts';
import { parseResourceUrl, resourcePaths } from '../http/resource-urls.ts';

/** Which machines projects get is for staff alone to say. Throws RefusedError (`forbidden`). */
export function requireResourceRights({ isStaff }: Caller): void {
  if (!isStaff) throw forbiddenError('Only staff may change the resources of a template.');
}

/**
 * Staff, and owners of the provider, write templates (docs/rules/awards.md, Who may). Throws RefusedError
 * (`forbidden`).
 */
export async function requireProviderOwner(
  db: Kysely<Database>,
  caller: Caller,
  providerId: number,
): Promise<void> {
  if (caller.isStaff) return;
  if (!(await isCustomerOwner(db, providerId, caller.personId))) throw forbiddenError();
}

/** The same for a provider by its URL, whether the caller sees it or not. */
export async function requireOwnedProvider(
  db: Kysely<Database>,
  caller: Caller,
  url: string,
): Promise<void> {
  if (caller.isStaff) return;
  const uuid = parseResourceUrl(url, resourcePaths.customers, 'provider');
  const provider = await findCustomer(db, uuid, caller);
  if (provider === null) throw forbiddenError();
  await requireProviderOwner(db, caller, provider.id);
}
