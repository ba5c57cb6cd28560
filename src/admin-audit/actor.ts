import type { ChangeSource } from '../database/schema.ts';
import type { Caller } from '../http/caller.ts';

/** By whom, through what and from where a change is made, as the administrative audit names it. */
export interface Actor {
  /** null: nobody who has an account, such as the command line. */
  personId: number | null;
  via: ChangeSource;
  /** Empty where the change does not come over the network. */
  clientIp: string;
}

/** Somebody with a shell on the machine. */
export const commandLineActor: Actor = { personId: null, via: 'command line', clientIp: '' };

/** The service itself while it starts. */
export const startActor: Actor = { personId: null, via: 'start', clientIp: '' };

/** The service itself when the time for something has come. */
export const scheduleActor: Actor = { personId: null, via: 'schedule', clientIp: '' };

/** A person who signs in at this moment. */
export function signInActor(personId: number, clientIp: string): Actor {
  return { personId, via: 'sign-in', clientIp };
}

export function toActor({ personId, credential, clientIp }: Caller): Actor {
  return { personId, via: credential.via, clientIp };
}
