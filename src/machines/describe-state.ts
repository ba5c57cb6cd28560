import type { ResourceMode, SeenState, WantedState } from '../database/machine-schema.ts';
import type { WantedReason } from '../wanted-state/wanted-types.ts';

/** What a page says first about a project on a resource. */
export const machineStates = [
  'needs_attention',
  'observed',
  'paused',
  'being_made',
  'being_changed',
  'present',
  'being_blocked',
  'blocked',
  'not_made',
  'being_removed',
  'absent',
] as const;
export type MachineState = (typeof machineStates)[number];

/** As much of a row as its state in words depends on. */
export interface DescribedPair {
  mode: ResourceMode;
  is_enabled: boolean;
  wanted: WantedState;
  wanted_reason: string;
  wanted_version: number;
  seen: SeenState;
  seen_version: number;
  needs_attention: boolean;
  present_since: string | null;
  last_error: string | null;
}

/** The state of a project on a resource (docs/machines.md lists them). */
export function findMachineState(pair: DescribedPair): MachineState {
  if (pair.needs_attention) return 'needs_attention';
  if (!pair.is_enabled) return 'paused';
  if (pair.mode === 'observe') return 'observed';
  const isReached = pair.seen_version === pair.wanted_version;
  switch (pair.wanted) {
    case 'present':
      if (isReached) return 'present';
      return pair.seen === 'present' ? 'being_changed' : 'being_made';
    case 'blocked':
      if (!isReached) return 'being_blocked';
      return pair.seen === 'absent' ? 'not_made' : 'blocked';
    case 'absent':
      return isReached ? 'absent' : 'being_removed';
  }
}

const reasons: Record<WantedReason, string> = {
  running: 'its award runs',
  bad_short_name: 'its short name cannot be used on machines',
  not_started: 'its award has not started',
  ended: 'its award has ended',
  grace_over: 'its award ended more than 30 days ago',
  no_award: 'no award runs for it',
  project_removed: 'the project was removed',
  not_in_template: "its award's template does not name the resource",
  blocked_by_staff: 'staff blocked it',
};

/** Why a state is wanted, as the end of a sentence. */
function describeReason(reason: string): string {
  return Object.hasOwn(reasons, reason) ? reasons[reason as WantedReason] : reason;
}

/** The state as a sentence. */
export function describeState(pair: DescribedPair): string {
  const reason = describeReason(pair.wanted_reason);
  switch (findMachineState(pair)) {
    case 'needs_attention':
      return `Needs attention: ${pair.last_error ?? 'no reason was given'}`;
    case 'paused':
      return 'Paused: the resource is switched off.';
    case 'observed':
      return `Observed only: nothing is changed. Wanted: ${pair.wanted}, as ${reason}.`;
    case 'being_made':
      return 'Being made.';
    case 'being_changed':
      return 'Present; a change is being made.';
    case 'present':
      return pair.present_since === null
        ? 'Present.'
        : `Present since ${formatUtc(pair.present_since)}.`;
    case 'being_blocked':
      return `Being blocked: ${reason}.`;
    case 'blocked':
      return `Blocked: ${reason}.`;
    case 'not_made':
      return `Not made: ${reason}.`;
    case 'being_removed':
      return `Being removed: ${reason}.`;
    case 'absent':
      return `Removed: ${reason}.`;
  }
}

/** `2026-12-01 12:00 UTC`. */
function formatUtc(time: string): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
