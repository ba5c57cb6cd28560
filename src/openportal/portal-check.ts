import { BadInput } from '../award/bad-input.ts';
import type { Command } from './command.ts';

/**
 * Why the portal that asks may not ask about awards of `portal`; null where it may. Our own agent
 * sets `forwarded_for`, so the identifier's portal must be its first name
 * (docs/rules/openportal.md, O4.2).
 */
export function findPortalMismatch({ requestingPortal }: Command, portal: string): BadInput | null {
  if (requestingPortal === null || requestingPortal === portal) return null;
  return new BadInput(
    'identifier',
    `An award of ${portal} cannot be asked for by ${requestingPortal}.`,
  );
}
