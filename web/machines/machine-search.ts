import type { SearchParams } from '../parts/search-params.ts';

/* The filters of projects on resources in the URL. */

export type MachineSearch = SearchParams<'state' | 'resource' | 'page'>;

interface StateFilter {
  label: string;
  /** The parameters of the API. */
  query: { needs_attention?: boolean; unreached?: boolean; state?: string };
}

/** By the value in the URL; without one, `attention`. */
export const machineStateFilters: Readonly<Record<string, StateFilter>> = {
  attention: { label: 'Needs attention', query: { needs_attention: true } },
  changing: { label: 'Not as wanted yet', query: { unreached: true } },
  being_made: { label: 'Being made', query: { state: 'being_made' } },
  being_changed: { label: 'Being changed', query: { state: 'being_changed' } },
  present: { label: 'Present', query: { state: 'present' } },
  being_blocked: { label: 'Being blocked', query: { state: 'being_blocked' } },
  blocked: { label: 'Blocked', query: { state: 'blocked' } },
  not_made: { label: 'Not made', query: { state: 'not_made' } },
  being_removed: { label: 'Being removed', query: { state: 'being_removed' } },
  absent: { label: 'Removed', query: { state: 'absent' } },
  observed: { label: 'Observed', query: { state: 'observed' } },
  paused: { label: 'Paused', query: { state: 'paused' } },
  all: { label: 'All', query: {} },
};
export const defaultMachineState = 'attention';

/** The parameters of the API for the filters in the URL. */
export function toMachineQuery({ state = defaultMachineState, resource }: MachineSearch) {
  const filter = machineStateFilters[state] ?? machineStateFilters[defaultMachineState];
  return { ...filter?.query, ...(resource !== undefined && { resource }) };
}

/** Whether only what needs attention is shown, on all resources. */
export const isDefaultSearch = ({
  state = defaultMachineState,
  resource,
}: MachineSearch): boolean => state === defaultMachineState && resource === undefined;
