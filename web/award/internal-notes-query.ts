import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { AwardKey } from './award-queries.ts';

const internalNotesPath =
  '/api/openportal-managed-projects/{identifier}/{destination}/internal-notes/';

const toParams = ({ identifier, destination }: AwardKey) => ({ path: { identifier, destination } });

/**
 * The internal notes of an award, oldest first. Below the key of the award, so that the event of a
 * colleague's note fetches them again. A missing permission (403) is not tried again.
 */
export const internalNotesQuery = (award: AwardKey) => ({
  queryKey: [...queryKeys.award(award.identifier, award.destination), 'internal notes'],
  queryFn: () => readBody(api.GET(internalNotesPath, { params: toParams(award) })),
});

/** Adds an internal note. Throws ApiError. */
export const addInternalNote = (award: AwardKey, text: string): Promise<unknown> =>
  readBody(api.POST(internalNotesPath, { params: toParams(award), body: { text } }));
