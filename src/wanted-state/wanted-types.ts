import type { Day } from '../award/dates.ts';
import type { WantedState } from '../database/machine-schema.ts';

/** A project as far as machines are concerned. */
export interface WantedProject {
  shortName: string | null;
  startDate: Day | null;
  endDate: Day | null;
  /** Decimal text; null where none were ever set. */
  credits: string | null;
  isRemoved: boolean;
}

/** The award that the project runs for: granted, linked, approved or with a change that waits. */
export interface RunningAwardTerms {
  breakdown: Readonly<Record<string, unknown>>;
}

/** Somebody with a role in the project. */
export interface ProjectPerson {
  personId: number;
  shortName: string | null;
  isActive: boolean;
}

/** A resource that the award's template names. */
export interface TemplateResource {
  resourceId: number;
  /** Decimal text, node seconds. */
  secondsPerCredit: string;
  volumes: readonly string[];
  /** Key of the breakdown → volume. */
  quotaMapping: Readonly<Record<string, string>>;
}

/** What is stored of a project on a resource, as far as it decides what is wanted next. */
export interface CurrentPair {
  resourceId: number;
  secondsPerCredit: string;
  endedAt: string | null;
  isBlockedByStaff: boolean;
}

/** Everything that decides what is wanted of a project on its resources. */
export interface WantedInput {
  project: WantedProject;
  award: RunningAwardTerms | null;
  people: readonly ProjectPerson[];
  /** Of the running award's template; empty without one. */
  resources: readonly TemplateResource[];
  /** The rows that exist, also of resources that the template no longer names. */
  pairs: readonly CurrentPair[];
}

export const wantedReasons = [
  'running',
  'bad_short_name',
  'not_started',
  'ended',
  'grace_over',
  'no_award',
  'project_removed',
  'not_in_template',
  'blocked_by_staff',
] as const;
export type WantedReason = (typeof wantedReasons)[number];

export interface WantedMember {
  personId: number;
  shortName: string | null;
  wanted: boolean;
  /** Why somebody who should be there cannot be added, in words. */
  problem: string | null;
}

/** What is wanted of a project on one resource. */
export interface WantedPair {
  resourceId: number;
  wanted: WantedState;
  reason: WantedReason;
  /** Node seconds in all that were granted; whole minutes. */
  limit: number;
  /** Volume → size as agents write it. */
  quotas: Record<string, string>;
  /** What keeps part of it from being made, in words. */
  problem: string | null;
  /** Since when no running award wants the project there. */
  endedAt: string | null;
  /** When time alone changes this; null never. */
  recheckAt: string | null;
  members: WantedMember[];
}
