import { isDeepStrictEqual } from 'node:util';
import type { LoadedProject, StoredMember, StoredPair } from './load-wanted-input.ts';
import type { WantedMember, WantedPair } from './wanted-types.ts';

/** A row of machine_project to be written, with the members whose rows differ. */
export interface WantedChange extends Omit<WantedPair, 'members'> {
  projectId: number;
  projectUuid: string;
  /** `a6a on isambard-ai`, for the audit. */
  name: string;
  /** null: the row is new. */
  pairId: number | null;
  /** Whether state, reason or limit change, which the audit records. */
  isAudited: boolean;
  before: Record<string, unknown> | null;
  after: Record<string, unknown>;
  members: (WantedMember & { id: number | null })[];
}

/** Compares what is wanted of a project with what is stored; only rows that differ are returned. */
export function findWantedChanges(
  stored: LoadedProject,
  wanted: readonly WantedPair[],
): WantedChange[] {
  return wanted.flatMap((pair) => {
    const existing = stored.pairs.find(({ resourceId }) => resourceId === pair.resourceId) ?? null;
    const members = findMemberChanges(pair.members, existing?.members ?? []);
    if (existing !== null && members.length === 0 && isSamePair(existing, pair)) return [];
    const before = existing && toAuditValues(existing);
    const after = toAuditValues(pair);
    return [
      {
        ...pair,
        projectId: stored.id,
        projectUuid: stored.uuid,
        name: `${stored.project.shortName ?? stored.uuid} on ${findResourceName(stored, pair)}`,
        pairId: existing?.id ?? null,
        isAudited: !isDeepStrictEqual(before, after),
        before,
        after,
        members,
      },
    ];
  });
}

function findResourceName({ resources, pairs }: LoadedProject, { resourceId }: WantedPair) {
  const isIt = (candidate: { resourceId: number }): boolean => candidate.resourceId === resourceId;
  return (resources.find(isIt) ?? pairs.find(isIt))?.resourceName ?? '';
}

function isSamePair(stored: StoredPair, wanted: WantedPair): boolean {
  return (
    isDeepStrictEqual(toAuditValues(stored), toAuditValues(wanted)) &&
    stored.problem === wanted.problem &&
    isSameTime(stored.endedAt, wanted.endedAt) &&
    isSameTime(stored.recheckAt, wanted.recheckAt)
  );
}

function toAuditValues(
  pair: Pick<WantedPair, 'wanted' | 'reason' | 'limit' | 'quotas'> | StoredPair,
) {
  const { wanted, reason, limit, quotas } = pair;
  return { wanted, reason, limit, quotas: { ...quotas } };
}

function isSameTime(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return one === other;
  return Date.parse(one) === Date.parse(other);
}

/** Somebody without a role any more stays in the table, as no longer wanted. */
function findMemberChanges(
  wanted: readonly WantedMember[],
  stored: readonly StoredMember[],
): WantedChange['members'] {
  const changes = wanted.flatMap((member) => {
    const row =
      stored.find(({ personId }) => personId === member.personId) ??
      stored.find(({ personId, shortName }) => personId === null && shortName === member.shortName);
    const isSame =
      row?.personId === member.personId &&
      row.shortName === member.shortName &&
      row.wanted === member.wanted &&
      row.problem === member.problem;
    return isSame ? [] : [{ ...member, id: row?.id ?? null }];
  });
  const gone = stored.flatMap(({ id, personId, shortName, wanted: isWanted, problem }) => {
    const belongs = personId === null || wanted.some((member) => member.personId === personId);
    if (belongs || (!isWanted && problem === null)) return [];
    return [{ id, personId: personId as number, shortName, wanted: false, problem: null }];
  });
  return [...changes, ...gone];
}
