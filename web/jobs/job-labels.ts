import type { BridgeJob, Delivery } from '../api/types.ts';

interface StateLabel {
  label: string;
  color: string;
}

/** How pages name what became of a job. */
export const jobStates: Record<BridgeJob['state'], StateLabel> = {
  open: { label: 'Open', color: 'blue' },
  answered: { label: 'Answered', color: 'green' },
  dead: { label: 'Dead', color: 'red' },
  given_up: { label: 'Given up', color: 'gray' },
};

/** How pages name what became of a delivery. */
export const deliveryStates: Record<Delivery['state'], StateLabel> = {
  waiting: { label: 'Waiting', color: 'blue' },
  refused: { label: 'Refused', color: 'orange' },
  dead: { label: 'Dead', color: 'red' },
  delivered: { label: 'Delivered', color: 'green' },
  given_up: { label: 'Given up', color: 'gray' },
};

/** What a job asks for, in words: `create_project p1.ukri`. */
export function describeJob({ instruction, subject }: BridgeJob): string {
  return [instruction ?? 'Unknown instruction', subject].filter(Boolean).join(' ');
}

/** What a delivery says: the command of the bridge, or the event and its award. */
export function describeDelivery({ command, event, identifier }: Delivery): string {
  return command ?? [event, identifier].filter(Boolean).join(' ');
}
