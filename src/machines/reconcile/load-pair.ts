/* Loads what a worker needs about a project on a resource. */

import { type Kysely, sql } from 'kysely';
import type {
  InstructionErrorKind,
  ResourceMode,
  SeenState,
  WantedState,
} from '../../database/machine-schema.ts';
import { planEachTime } from '../../database/plan-each-time.ts';
import type { Database } from '../../database/schema.ts';
import {
  type Capabilities,
  type MemberFact,
  nothingSeen,
  type SeenFacts,
  type WantedFacts,
} from './pair-facts.ts';

/** A member as it is stored. */
export interface PairMember {
  shortName: string;
  /** false: an account of the machine that is nobody's here. */
  isKnown: boolean;
  wanted: boolean;
  seen: 'unknown' | 'absent' | 'added' | 'present';
  localName: string | null;
}

/** An instruction that was sent and of which nobody stored the end. */
export interface OpenInstruction {
  id: number;
  jobId: string | null;
  sent: string;
}

/** A project on a resource, with everything that a worker needs. */
export interface Pair {
  id: number;
  projectUuid: string;
  projectShortName: string | null;
  resourceId: number;
  resourceName: string;
  destination: string;
  /** Another resource's destination has the same last part. */
  hasAlike: boolean;
  mode: ResourceMode;
  capabilities: { is_added: boolean } | null;
  wanted: WantedState;
  limit: number;
  quotas: Record<string, string>;
  version: number;
  seen: SeenState;
  seenAt: string | null;
  seenBlocked: boolean | null;
  seenLimit: number | null;
  seenQuotas: Record<string, string>;
  seenMembersAt: string | null;
  seenVersion: number;
  localName: string | null;
  usageFinalAt: string | null;
  checkRequested: boolean;
  repeatMembers: boolean;
  lastErrorKind: InstructionErrorKind | null;
  tries: number;
  members: PairMember[];
  open: OpenInstruction[];
}

/** Loads these rows in one statement, in no particular order. */
export async function loadPairs(db: Kysely<Database>, ids: readonly number[]): Promise<Pair[]> {
  const { rows } = await sql<Pair>`
    ${planEachTime} select pair.id, project.uuid as "projectUuid", project.short_name as "projectShortName",
      resource.id as "resourceId", resource.name as "resourceName", resource.destination,
      exists (select from resource alike where alike.last_part = resource.last_part
        and alike.id <> resource.id) as "hasAlike",
      resource.mode, resource.check_result -> 'capabilities' as capabilities,
      pair.wanted, pair.wanted_limit as "limit", pair.wanted_quotas as quotas,
      pair.wanted_version as version, pair.seen, pair.seen_at as "seenAt",
      pair.seen_blocked as "seenBlocked", pair.seen_limit as "seenLimit",
      pair.seen_quotas as "seenQuotas", pair.seen_members_at as "seenMembersAt",
      pair.seen_version as "seenVersion", pair.local_name as "localName",
      pair.usage_final_at as "usageFinalAt", pair.check_requested as "checkRequested",
      pair.repeat_members as "repeatMembers", pair.last_error_kind as "lastErrorKind", pair.tries,
      (select coalesce(jsonb_agg(jsonb_build_object('shortName', short_name,
          'isKnown', person_id is not null, 'wanted', wanted, 'seen', seen,
          'localName', local_name) order by short_name), '[]')
        from machine_member where machine_project_id = pair.id and short_name is not null) as members,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'jobId', job_id, 'sent', sent)
          order by id), '[]')
        from instruction where machine_project_id = pair.id and outcome is null) as open
    from machine_project pair
    join project on project.id = pair.project_id
    join resource on resource.id = pair.resource_id
    where pair.id = any(${ids}::bigint[])`.execute(db);
  return rows;
}

const USAGE_WAIT_MS = 24 * 3600 * 1000;

/** What is wanted, for the steps. */
export function toWantedFacts(pair: Pair, now: Date): WantedFacts {
  const knownMembers = pair.members.filter(({ isKnown }) => isKnown);
  return {
    wanted: pair.wanted,
    limit: pair.limit,
    quotas: pair.quotas,
    members: knownMembers.filter(({ wanted }) => wanted).map(({ shortName }) => shortName),
    knownMembers: knownMembers.map(({ shortName }) => shortName),
    mayRemove: mayRemove(pair, now),
  };
}

/** After the block the last usage is collected; once the project is removed nobody can ask for it. */
function mayRemove({ seen, seenAt, usageFinalAt }: Pair, now: Date): boolean {
  if (seen !== 'blocked' || seenAt === null) return false;
  const blockedAt = Date.parse(seenAt);
  if (usageFinalAt !== null && Date.parse(usageFinalAt) >= blockedAt) return true;
  return now.getTime() - blockedAt >= USAGE_WAIT_MS;
}

/**
 * Whether everything is asked for again: for the daily comparison, on request, and after an outcome
 * that nobody knows.
 */
function isCheck(pair: Pair): boolean {
  return (
    pair.checkRequested ||
    pair.mode === 'observe' ||
    pair.open.length > 0 ||
    pair.lastErrorKind === 'unknown_outcome' ||
    pair.seenVersion === pair.version
  );
}

/** What was proved before; nothing for a check. */
export function toSeenFacts(pair: Pair, can: Capabilities): SeenFacts {
  const repeatMembers = pair.repeatMembers && !can.isAdded;
  const mustUnblock = mayBeBlocked(pair);
  if (isCheck(pair)) {
    return { ...nothingSeen, quotas: findExcessQuotas(pair), repeatMembers, mustUnblock };
  }
  return { ...toSeenFactsAsStored(pair), repeatMembers, mustUnblock };
}

/** A limit of 0 is the first step of a block; one that went wrong after it may be half done. */
function mayBeBlocked({ seen, seenLimit, lastErrorKind }: Pair): boolean {
  return seen === 'blocked' || seenLimit === 0 || lastErrorKind === 'unknown_outcome';
}

/** What was proved before, without anything that a run adds. */
export function toSeenFactsAsStored(pair: Pair): SeenFacts {
  const hasMembers = pair.seenMembersAt !== null;
  return {
    ...nothingSeen,
    project: pair.seen === 'unknown' || pair.seen === 'absent' ? pair.seen : 'added',
    localName: pair.localName,
    limit: pair.seenLimit,
    blocked: pair.seenBlocked,
    quotas: pair.seenQuotas,
    members: hasMembers ? toMemberFacts(pair.members) : null,
    membersProved: hasMembers,
  };
}

/** Quotas that were set before and are wanted no longer: nobody else would ask for them. */
function findExcessQuotas({ seenQuotas, quotas }: Pair): Record<string, string> {
  return Object.fromEntries(
    Object.entries(seenQuotas).filter(([volume]) => quotas[volume] === undefined),
  );
}

function toMemberFacts(members: readonly PairMember[]): Record<string, MemberFact> {
  return Object.fromEntries(
    members
      .filter(({ seen }) => seen === 'added' || seen === 'present')
      .map(({ shortName, seen, localName }) => [
        shortName,
        { state: seen === 'present' ? 'confirmed' : 'listed', localName, localGroup: null },
      ]),
  );
}
