import { type ListPage, readPage } from './api-client.ts';
import { ApiError } from './api-error.ts';
import type { Award, AwardResponse } from './types.ts';

/**
 * Turns an award of the interface into one of the pages. Throws ApiError for a draft: the interface
 * names that state, but no award is stored in it (docs/rules/awards.md, A2.1).
 */
export function toAward({ state, ...rest }: AwardResponse): Award {
  if (state === 'draft') throw new ApiError(200, [`${rest.identifier} is in the state "draft".`]);
  return { ...rest, state };
}

/** Waits for one page of a list of awards. Throws ApiError. */
export async function readAwardPage(
  call: Parameters<typeof readPage<AwardResponse>>[0],
): Promise<ListPage<Award>> {
  const { items, total } = await readPage(call);
  return { items: items.map(toAward), total };
}
