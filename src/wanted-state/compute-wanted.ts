/* Computes what a project should have on each resource. */

import Big from 'big.js';
import { Temporal } from 'temporal-polyfill';
import { type Day, GRACE_DAYS, toUtcDay } from '../award/dates.ts';
import type { WantedState } from '../database/machine-schema.ts';
import { findMemberNameProblem, findProjectNameProblem } from './machine-names.ts';
import { normalizeQuotaSize } from './quota-size.ts';
import type {
  CurrentPair,
  TemplateResource,
  WantedInput,
  WantedMember,
  WantedPair,
  WantedReason,
} from './wanted-types.ts';

/**
 * What is wanted of a project on each resource (docs/rules/machines.md, M4.1): on those of its
 * template, and on those where it already has a row. Pure; the order is that of the resources.
 */
export function computeWanted(input: WantedInput, now: Date): WantedPair[] {
  const { resources, pairs } = input;
  const wantedResources = input.award === null ? [] : resources;
  const wantedThere = wantedResources.map((resource) => {
    const pair = pairs.find(({ resourceId }) => resourceId === resource.resourceId);
    return computePair(input, resource, pair ?? null, now);
  });
  const left = pairs.filter((pair) =>
    wantedResources.every(({ resourceId }) => resourceId !== pair.resourceId),
  );
  return [...wantedThere, ...left.map((pair) => computeEndedPair(input, pair, now))];
}

interface Phase {
  wanted: WantedState;
  reason: WantedReason;
  recheckAt: string | null;
}

function computePair(
  input: WantedInput,
  resource: TemplateResource,
  pair: CurrentPair | null,
  now: Date,
): WantedPair {
  const nameProblem = findProjectNameProblem(input.project.shortName);
  const phase: Phase =
    nameProblem === null
      ? applyStaffBlock(computePhase(input, toUtcDay(now)), pair)
      : { wanted: 'blocked', reason: 'bad_short_name', recheckAt: null };
  const { quotas, problems } = computeQuotas(input, resource);
  return {
    resourceId: resource.resourceId,
    ...phase,
    limit: computeLimit(input.project.credits, resource.secondsPerCredit),
    quotas,
    problem: nameProblem ?? (problems.length > 0 ? problems.join(' ') : null),
    endedAt: null,
    members: computeMembers(input, phase.wanted),
  };
}

/** Where the project is in its life: before its start, running, ended, past its grace. */
function computePhase({ project }: WantedInput, today: Day): Phase {
  const { startDate, endDate } = project;
  if (startDate !== null && today < startDate) {
    return { wanted: 'blocked', reason: 'not_started', recheckAt: toMidnight(startDate) };
  }
  if (endDate === null) return { wanted: 'present', reason: 'running', recheckAt: null };
  const blockedFrom = addDays(endDate, 1);
  if (today < blockedFrom) {
    return { wanted: 'present', reason: 'running', recheckAt: toMidnight(blockedFrom) };
  }
  const absentFrom = addDays(blockedFrom, GRACE_DAYS);
  return today < absentFrom
    ? { wanted: 'blocked', reason: 'ended', recheckAt: toMidnight(absentFrom) }
    : { wanted: 'absent', reason: 'grace_over', recheckAt: null };
}

function applyStaffBlock(phase: Phase, pair: CurrentPair | null): Phase {
  if (phase.wanted !== 'present' || !pair?.isBlockedByStaff) return phase;
  return { ...phase, wanted: 'blocked', reason: 'blocked_by_staff' };
}

/** No running award wants the project there: nobody logs in, and after the grace it is removed. */
function computeEndedPair(input: WantedInput, pair: CurrentPair, now: Date): WantedPair {
  const endedAt = pair.endedAt ?? now.toISOString();
  const absentFrom = Temporal.Instant.from(endedAt).add({ hours: 24 * GRACE_DAYS });
  const isOver = absentFrom.epochMilliseconds <= now.getTime();
  const wanted = isOver ? 'absent' : 'blocked';
  return {
    resourceId: pair.resourceId,
    wanted,
    reason: findEndReason(input),
    limit: computeLimit(input.project.credits, pair.secondsPerCredit),
    quotas: {},
    problem: null,
    endedAt,
    recheckAt: isOver ? null : absentFrom.toString(),
    members: computeMembers(input, wanted),
  };
}

function findEndReason({ award, project }: WantedInput): WantedReason {
  if (project.isRemoved) return 'project_removed';
  return award === null ? 'no_award' : 'not_in_template';
}

/**
 * All that was granted, in node seconds, rounded up to whole minutes (docs/rules/machines.md, M4.2). No credits are 0,
 * which keeps jobs from starting.
 */
export function computeLimit(credits: string | null, secondsPerCredit: string): number {
  const seconds = new Big(credits ?? '0').times(secondsPerCredit);
  const minutes = seconds.div(60).round(0, Big.roundUp);
  return Number(minutes.times(60).toFixed());
}

function computeQuotas(
  { award }: WantedInput,
  { quotaMapping, volumes }: TemplateResource,
): { quotas: Record<string, string>; problems: string[] } {
  const quotas: Record<string, string> = {};
  const problems: string[] = [];
  for (const [key, volume] of Object.entries(quotaMapping)) {
    const value = award?.breakdown[key];
    if (value === undefined || value === null) continue;
    const size = normalizeQuotaSize(value);
    if (!volumes.includes(volume)) problems.push(`The resource has no volume ${volume}.`);
    else if (size === null) problems.push(`The breakdown's ${key} is not a size such as 5 TB.`);
    else quotas[volume] = size;
  }
  return { quotas, problems };
}

/** Deactivated people leave at once; in a project that is absent nobody is wanted. */
function computeMembers({ project, people }: WantedInput, wanted: WantedState): WantedMember[] {
  return people.map(({ personId, shortName, isActive }) => {
    const problem = findMemberNameProblem(shortName, project.shortName ?? '');
    const belongs = isActive && wanted !== 'absent';
    return {
      personId,
      shortName,
      wanted: belongs && problem === null,
      problem: belongs ? problem : null,
    };
  });
}

function addDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

function toMidnight(day: Day): string {
  return `${day}T00:00:00Z`;
}
