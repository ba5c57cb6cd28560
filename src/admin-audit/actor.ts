import type { ChangeSource } from '../database/account-schema.ts';
import type { Caller } from '../http/caller.ts';

/** Who makes a change, through what and from where, as the administrative audit names it. */
export interface Actor {
  /** null where no account makes the change, such as on the command line. */
  personId: number | null;
  via: ChangeSource;
  /** Empty where no network request makes the change. */
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
