import { parseProjectIdentifier } from '../../src/award/identifiers.ts';
import { api, bodyOf, countOf, type ListPage, pageOf, replyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import type { Award, Plan } from '../api/types.ts';
import type { ChangedAward } from '../app/live.ts';
import { pageNumber } from '../app/search.ts';
import { filtersOf, oldestFirst, pageSize, tabOf, type View } from './view.ts';

/** What an award is known by, wherever it is shown. */
export type Address = ChangedAward;
export type AwardPage = ListPage<Award>;

export const keyOf = ({ identifier, destination }: Address): string =>
  `${identifier} ${destination}`;
export const nameOf = ({ details, identifier }: Award): string => details.name || identifier;
export const awardingPortal = ({ identifier }: Award): string =>
  parseProjectIdentifier(identifier).portal;

/** The time before which an award cannot be approved, where that is still ahead. */
export function embargoOf({ details }: Award, now: number): string | null {
  const earliest = details.earliest_approve;
  return earliest !== undefined && Date.parse(earliest) > now ? earliest : null;
}

function parametersOf(view: View, tab: string) {
  return { ...filtersOf(view), ...(tab !== 'all' && { state: [tab] }) };
}

/** One page of what a view shows. */
export function listQuery(view: View) {
  const query = {
    ...parametersOf(view, tabOf(view)),
    o: view.o ?? oldestFirst,
    page: pageNumber(view.page),
    page_size: pageSize,
  };
  return {
    queryKey: [...keys.awards, 'list', query] as const,
    queryFn: (): Promise<AwardPage> =>
      pageOf(api.GET('/api/openportal-managed-projects/', { params: { query } })) as Promise<
        ListPage<unknown>
      > as Promise<AwardPage>,
  };
}

export const countKey = [...keys.awards, 'count'] as const;

/** How many awards a tab has under the filters of a view. */
export function countQuery(view: View, tab: string) {
  const query = parametersOf(view, tab);
  return {
    queryKey: [...countKey, query] as const,
    queryFn: (): Promise<number> =>
      countOf(api.HEAD('/api/openportal-managed-projects/', { params: { query } })),
  };
}

const path = '/api/openportal-managed-projects/{identifier}/{destination}/';

/** An award as it is now, and the ETag that a decision on it names. Throws Problem. */
export async function fetchAward({ identifier, destination }: Address) {
  const params = { path: { identifier, destination } };
  const { data, response } = await replyOf(api.GET(path, { params }));
  return { award: data as unknown as Award, etag: response.headers.get('etag') ?? '' };
}

/** What approving it now would do. Throws Problem. */
export function fetchPlan({ identifier, destination }: Address): Promise<Plan> {
  const params = { path: { identifier, destination } };
  return bodyOf(api.GET(`${path}plan/`, { params }));
}

export type Decision = 'approve' | 'reject';

/** Decides on an award as it was read: refused where it has changed since. Throws Problem. */
export async function decide(
  decision: Decision,
  { identifier, destination }: Address,
  etag: string,
  comment: string,
): Promise<void> {
  const call = {
    params: { path: { identifier, destination }, header: { 'if-match': etag } },
    body: comment === '' ? {} : { comment },
  };
  await bodyOf(
    decision === 'approve' ? api.POST(`${path}approve/`, call) : api.POST(`${path}reject/`, call),
  );
}
